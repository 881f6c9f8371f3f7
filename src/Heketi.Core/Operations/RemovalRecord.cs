using System.Collections.Immutable;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>What the journal records of removals of devices and nodes have in common.</summary>
internal static class RemovalRecord
{
    private const string HealCheckKey = "healcheck";

    /// <summary>What a new record says.</summary>
    public static ImmutableSortedDictionary<string, string> DetailsOf(bool healCheck) =>
        EntryTags.None.Add(HealCheckKey, healCheck ? "enable" : "disable");

    /// <summary>Whether heals are looked at; records of the original do not say.</summary>
    public static bool ChecksHeals(PendingOperation operation) => operation.Details.GetValueOrDefault(HealCheckKey) is not "disable";

    /// <summary>The action that makes an operation part of another one.</summary>
    public static IEnumerable<OperationAction> PartOf(string? parentId) =>
        parentId is null ? [] : [new(OperationChange.ParentOperation, parentId)];

    /// <summary>Ends the parts that a dead process left behind.</summary>
    /// <exception cref="InvalidOperationException">One could not be ended: the whole is tried again later.</exception>
    public static async Task RecoverPartsAsync(
        TopologySnapshot topology, PendingOperation operation, IChildOperations children, CancellationToken cancellationToken)
    {
        foreach (var part in topology.Operations.Where(o => o.Actions.Contains(new(OperationChange.ParentOperation, operation.Id))))
        {
            if (!await children.RecoverAsync(part.Id, cancellationToken).ConfigureAwait(false))
            {
                throw new InvalidOperationException($"Operation {part.Id} is part of operation {operation.Id} and could not be ended yet");
            }
        }
    }
}
