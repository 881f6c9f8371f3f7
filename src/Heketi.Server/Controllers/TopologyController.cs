using Heketi.Contracts;
using Heketi.Contracts.Topology;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/topology</c> (ours): all that is there, of one moment, in one answer.</summary>
public sealed class TopologyController(ITopologyStore store) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes => [new("GET", "/topology", AllAsync)];

    private Task AllAsync(HttpContext context, string id)
    {
        var topology = store.Snapshot;
        var clusters = topology.ClusterIds.Select(c => InfoOf(topology.Clusters[c], topology)).ToList();
        return Answers.JsonAsync(context, new TopologyInfoResponse { Clusters = clusters }, HeketiJson.Wire.TopologyInfoResponse);
    }

    private static ClusterContent InfoOf(Cluster cluster, TopologySnapshot topology) => new()
    {
        Id = cluster.Id,
        File = cluster.File,
        Block = cluster.Block,
        Nodes = [.. topology.NodesOfCluster(cluster.Id).Select(n => topology.Nodes[n].ToInfo(topology))],
        Volumes = [.. topology.VisibleVolumes(topology.VolumesOfCluster(cluster.Id)).Select(v => topology.Volumes[v].ToInfo(topology))],
        BlockVolumes =
        [
            .. topology.VisibleBlockVolumes(topology.BlockVolumesOfCluster(cluster.Id)).Select(v => topology.BlockVolumes[v].ToInfo()),
        ],
    };
}
