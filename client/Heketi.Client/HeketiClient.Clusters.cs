using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Clusters;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Ids of all clusters.</summary>
    public Task<ClusterListResponse> ListClustersAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("clusters"), HeketiJson.Contracts.ClusterListResponse, cancellationToken);

    /// <summary>All clusters.</summary>
    public async Task<IReadOnlyList<ClusterInfoResponse>> GetClustersAsync(CancellationToken cancellationToken) =>
        await ReadAllAsync((await ListClustersAsync(cancellationToken).ConfigureAwait(false)).Clusters, GetClusterAsync, cancellationToken).ConfigureAwait(false);

    /// <summary>A cluster.</summary>
    public Task<ClusterInfoResponse> GetClusterAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("clusters", id), HeketiJson.Contracts.ClusterInfoResponse, cancellationToken);

    /// <summary>Makes an empty cluster.</summary>
    public Task<ClusterInfoResponse> CreateClusterAsync(ClusterCreateRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("clusters"), request, HeketiJson.Contracts.ClusterCreateRequest, HeketiJson.Contracts.ClusterInfoResponse, cancellationToken);

    /// <summary>Sets both flags of a cluster.</summary>
    public Task SetClusterFlagsAsync(string id, ClusterSetFlagsRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("clusters", id, "flags"), request, HeketiJson.Contracts.ClusterSetFlagsRequest, cancellationToken);

    /// <summary>Deletes an empty cluster.</summary>
    public Task DeleteClusterAsync(string id, CancellationToken cancellationToken) =>
        DeleteAsync(ApiPath.Of("clusters", id), null, cancellationToken);
}
