using System.Net;
using Heketi.Client.Errors;
using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Client.Topology;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Topology;

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

    /// <summary>
    /// Everything that the server manages, of one moment, in one answer; null when the server has no <c>/topology</c> (Heketi
    /// v10): then <see cref="GetTopologyAsync"/> reads it item by item.
    /// </summary>
    public async Task<TopologyInfoResponse?> TryGetWholeTopologyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GetAsync(ApiPath.Of("topology"), HeketiJson.Contracts.TopologyInfoResponse, cancellationToken).ConfigureAwait(false);
        }
        catch (HeketiApiException e) when (e.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
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
