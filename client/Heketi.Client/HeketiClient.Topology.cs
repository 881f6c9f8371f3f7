using Heketi.Client.Topology;
using Heketi.Contracts.Clusters;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Everything that the server manages. It is read item by item: what changes meanwhile may show old or new.</summary>
    public async Task<TopologyInfo> GetTopologyAsync(CancellationToken cancellationToken)
    {
        var clusters = new List<ClusterTopology>();
        foreach (var cluster in await GetClustersAsync(cancellationToken).ConfigureAwait(false))
        {
            clusters.Add(await GetClusterTopologyAsync(cluster, cancellationToken).ConfigureAwait(false));
        }

        return new TopologyInfo { Clusters = clusters };
    }

    private async Task<ClusterTopology> GetClusterTopologyAsync(ClusterInfoResponse cluster, CancellationToken cancellationToken) => new()
    {
        Id = cluster.Id,
        Block = cluster.Block,
        File = cluster.File,
        Nodes = await GetNodesAsync(cluster.Nodes, cancellationToken).ConfigureAwait(false),
        Volumes = await GetVolumesAsync(cluster.Volumes, cancellationToken).ConfigureAwait(false),
    };
}
