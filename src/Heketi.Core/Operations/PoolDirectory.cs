using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>Finds the hosts to address for a cluster or a brick.</summary>
internal static class PoolDirectory
{
    /// <summary>
    /// The pool of a cluster: online nodes first, the nodes of <paramref name="preferred"/> before them (a node with a brick of
    /// the volume surely is in the pool); failed nodes are left out unless there are no others.
    /// </summary>
    public static GlusterPool PoolOf(this TopologySnapshot topology, string clusterId, IEnumerable<string>? preferred = null)
    {
        var wanted = preferred?.ToHashSet(StringComparer.Ordinal) ?? [];
        var nodes = topology.NodesOfCluster(clusterId).Select(id => topology.Nodes[id]).ToList();
        var usable = nodes.Where(n => n.State is not EntryState.Failed).ToList();
        return new(
            clusterId,
            [.. (usable.Count > 0 ? usable : nodes)
                .OrderBy(n => n.State is EntryState.Online ? 0 : 1)
                .ThenBy(n => wanted.Contains(n.Id) ? 0 : 1)
                .Select(NodeHost.Of)]);
    }

    /// <summary>host:path as Gluster names the brick.</summary>
    public static string GlusterPathOf(this TopologySnapshot topology, Brick brick) =>
        $"{topology.Nodes[brick.NodeId].StorageHost}:{brick.Path}";

    /// <summary>The bricks of each host.</summary>
    public static ImmutableArray<(NodeHost Host, ImmutableArray<BrickLayout> Bricks)> ByHost(
        this TopologySnapshot topology, IEnumerable<Brick> bricks, long gid = 0) =>
        [.. bricks
            .GroupBy(b => b.NodeId, StringComparer.Ordinal)
            .Select(g => (NodeHost.Of(topology.Nodes[g.Key]), g.Select(b => BrickLayout.Of(b, gid)).ToImmutableArray()))];
}
