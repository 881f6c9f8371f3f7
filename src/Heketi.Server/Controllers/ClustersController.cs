using Heketi.Contracts;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Requests;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/clusters</c>.</summary>
public sealed class ClustersController(ITopologyStore store, IStorageOperations operations, AnswerCache answers) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/clusters", ListAsync),
        new("POST", "/clusters", CreateAsync),
        new("GET", "/clusters/{id}", InfoAsync),
        new("DELETE", "/clusters/{id}", DeleteAsync),
        new("POST", "/clusters/{id}/flags", SetFlagsAsync),
    ];

    private Task ListAsync(HttpContext context, string id) =>
        Answers.JsonAsync(context, new ClusterListResponse { Clusters = store.Snapshot.ClusterIds }, HeketiJson.Wire.ClusterListResponse);

    private Task InfoAsync(HttpContext context, string id) => answers.AnswerAsync(
        context,
        "/clusters/" + id,
        topology => topology.Clusters.Find(id)?.ToInfo(topology),
        HeketiJson.Wire.ClusterInfoResponse);

    private async Task CreateAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.ClusterCreate) is { } request)
        {
            var cluster = await operations.CreateClusterAsync(request.File, request.Block, context.RequestAborted);
            await Answers.JsonAsync(
                context, cluster.ToInfo(store.Snapshot), HeketiJson.Wire.ClusterInfoResponse, StatusCodes.Status201Created);
        }
    }

    private async Task SetFlagsAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.ClusterFlags) is not { } request)
        {
            return;
        }

        if (!store.Snapshot.Clusters.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await operations.SetClusterFlagsAsync(id, request.File, request.Block, context.RequestAborted);
        await Answers.Empty(context, StatusCodes.Status200OK, json: true);
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        if (!store.Snapshot.Clusters.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await operations.DeleteClusterAsync(id, context.RequestAborted);
        await Answers.Empty(context, StatusCodes.Status200OK);
    }
}
