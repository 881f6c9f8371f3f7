using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.BlockVolumes;

/// <summary>Which hosts serve a block volume.</summary>
internal static class ServingHosts
{
    /// <summary>
    /// All hosts of the cluster, or as many as asked for: online ones first, then those that serve the fewest block volumes.
    /// </summary>
    public static ImmutableArray<string> Choose(TopologySnapshot topology, Volume hosting, long count)
    {
        var nodes = topology.NodesOfCluster(hosting.ClusterId).Select(id => topology.Nodes[id]).ToList();
        if (count <= 0 || count >= nodes.Count)
        {
            return [.. nodes.Select(node => node.StorageHost)];
        }

        var served = topology.BlockVolumesOfCluster(hosting.ClusterId)
            .SelectMany(id => topology.BlockVolumes[id].Hosts)
            .CountBy(host => host, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return
        [
            .. nodes
                .OrderBy(node => node.State is EntryState.Online ? 0 : 1)
                .ThenBy(node => served.GetValueOrDefault(node.StorageHost))
                .ThenBy(node => node.Id, StringComparer.Ordinal)
                .Take((int)count)
                .Select(node => node.StorageHost),
        ];
    }
}
