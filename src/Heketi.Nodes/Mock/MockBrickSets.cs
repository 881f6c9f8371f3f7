using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Nodes.Mock;

/// <summary>Sets for the bricks of a volume of a database: only Gluster knows which bricks make a set, and the mock's is gone.</summary>
internal static class MockBrickSets
{
    /// <summary>
    /// host:path of the volume's bricks, set after set. Dealt node by node, no set gets two bricks of one node: a node has at most
    /// one in each set.
    /// </summary>
    public static ImmutableArray<string> Of(TopologySnapshot topology, Volume volume)
    {
        var bricks = topology.BricksOfVolume(volume.Id)
            .Select(id => topology.Bricks[id])
            .Where(brick => brick.PendingId.Length == 0)
            .OrderBy(brick => brick.NodeId, StringComparer.Ordinal)
            .ThenBy(brick => brick.Id, StringComparer.Ordinal)
            .ToList();
        var sets = Math.Max(1, bricks.Count / Math.Max(1, volume.Durability.BricksPerSet));
        return
        [
            .. bricks
                .Select((brick, i) => (Brick: brick, Set: i % sets))
                .OrderBy(dealt => dealt.Set)
                .Select(dealt => $"{topology.Nodes.Find(dealt.Brick.NodeId)?.StorageHost}:{dealt.Brick.Path}"),
        ];
    }
}
