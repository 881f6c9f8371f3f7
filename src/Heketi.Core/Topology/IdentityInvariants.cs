namespace Heketi.Core.Topology;

/// <summary>Ids and names: well-formed, and each of one thing only.</summary>
internal static class IdentityInvariants
{
    public static IEnumerable<string> Violations(TopologySnapshot topology) => [.. Ids(topology), .. Names(topology)];

    private static IEnumerable<string> Ids(TopologySnapshot topology)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<(string Kind, ITopologyEntity Entity)> all =
        [
            .. topology.Clusters.InOrder().Select(e => ("cluster", (ITopologyEntity)e)),
            .. topology.Nodes.InOrder().Select(e => ("node", (ITopologyEntity)e)),
            .. topology.Devices.InOrder().Select(e => ("device", (ITopologyEntity)e)),
            .. topology.Volumes.InOrder().Select(e => ("volume", (ITopologyEntity)e)),
            .. topology.Bricks.InOrder().Select(e => ("brick", (ITopologyEntity)e)),
            .. topology.BlockVolumes.InOrder().Select(e => ("block volume", (ITopologyEntity)e)),
            .. topology.Operations.InOrder().Select(e => ("operation", (ITopologyEntity)e)),
        ];
        foreach (var (kind, entity) in all)
        {
            if (!EntityId.IsValid(entity.Id))
            {
                yield return $"{kind} \"{entity.Id}\": the id is not 32 lower case hexadecimal digits, so no request can name it";
            }

            if (!owners.TryAdd(entity.Id, kind))
            {
                yield return $"{kind} {entity.Id}: a {owners[entity.Id]} has the same id";
            }
        }
    }

    private static IEnumerable<string> Names(TopologySnapshot topology) =>
    [
        .. Twice(topology.Volumes, volume => [$"{volume.Name} in cluster {volume.ClusterId}"], "volume", "Gluster can have one of them only"),
        .. Twice(topology.Nodes, node => node.ManageHostnames, "node", "commands for one would run on the other"),
        .. Twice(topology.Nodes, node => node.StorageHostnames, "node", "bricks of one would be looked for on the other"),
        .. Twice(topology.Devices, device => [$"{device.Name} of node {device.NodeId}"], "device", "the same disk would be used twice"),
    ];

    private static IEnumerable<string> Twice<T>(EntityTable<T> table, Func<T, IEnumerable<string>> namesOf, string kind, string why)
        where T : class, ITopologyEntity
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entity in table.InOrder())
        {
            foreach (var name in namesOf(entity))
            {
                if (!owners.TryAdd(name, entity.Id) && owners[name] != entity.Id)
                {
                    yield return $"{kind} {entity.Id}: {kind} {owners[name]} is {name}, too; {why}";
                }
            }
        }
    }
}
