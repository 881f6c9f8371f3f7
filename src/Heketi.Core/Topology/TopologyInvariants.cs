namespace Heketi.Core.Topology;

/// <summary>
/// What holds in every topology, also while operations are under way. Each violation names the entity, says what is wrong, and
/// what it means. Used by <c>heketi db verify</c> and by the tests that hammer a server.
/// </summary>
public static class TopologyInvariants
{
    /// <summary>All violations, in order of kinds and ids; none when all is well.</summary>
    public static IReadOnlyList<string> Violations(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return
        [
            .. IdentityInvariants.Violations(topology),
            .. ReferenceInvariants.Violations(topology),
            .. SpaceInvariants.Violations(topology),
            .. OperationInvariants.Violations(topology),
        ];
    }

    internal static IEnumerable<T> InOrder<T>(this EntityTable<T> table)
        where T : class, ITopologyEntity =>
        table.OrderBy(entity => entity.Id, StringComparer.Ordinal);
}
