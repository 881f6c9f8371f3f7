using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Common;
using Heketi.Contracts.Nodes;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>A node with its devices.</summary>
    public Task<NodeInfoResponse> GetNodeAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("nodes", id), HeketiJson.Contracts.NodeInfoResponse, cancellationToken);

    /// <summary>The nodes with these ids, in this order; those that are gone meanwhile are left out.</summary>
    public Task<IReadOnlyList<NodeInfoResponse>> GetNodesAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken) =>
        ReadAllAsync(ids, GetNodeAsync, cancellationToken);

    /// <summary>Adds a node to a cluster.</summary>
    public Task<NodeInfoResponse> AddNodeAsync(NodeAddRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("nodes"), request, HeketiJson.Contracts.NodeAddRequest, HeketiJson.Contracts.NodeInfoResponse, cancellationToken);

    /// <summary>Moves a node to another state. Failed moves all bricks away from it.</summary>
    public Task SetNodeStateAsync(string id, StateRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("nodes", id, "state"), request, HeketiJson.Contracts.StateRequest, cancellationToken);

    /// <summary>Changes the tags of a node.</summary>
    public Task ChangeNodeTagsAsync(string id, TagsChangeRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("nodes", id, "tags"), request, HeketiJson.Contracts.TagsChangeRequest, cancellationToken);

    /// <summary>Deletes a node without devices.</summary>
    public Task DeleteNodeAsync(string id, CancellationToken cancellationToken) =>
        DeleteAsync(ApiPath.Of("nodes", id), null, cancellationToken);
}
