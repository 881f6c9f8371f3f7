using Heketi.Contracts;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/nodes</c>.</summary>
public sealed class NodesController(ITopologyStore store, IStorageOperations operations, AnswerCache answers) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/nodes", AddAsync),
        new("GET", "/nodes/{id}", InfoAsync),
        new("DELETE", "/nodes/{id}", DeleteAsync),
        new("POST", "/nodes/{id}/state", SetStateAsync),
        new("POST", "/nodes/{id}/tags", ChangeTagsAsync),
    ];

    private Task InfoAsync(HttpContext context, string id) => answers.AnswerAsync(
        context,
        "/nodes/" + id,
        topology => topology.Nodes.Find(id)?.ToInfo(topology),
        HeketiJson.Wire.NodeInfoResponse);

    private async Task AddAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.NodeAdd) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (!store.Snapshot.Clusters.Contains(request.ClusterId))
        {
            await Refusals.NotFoundAsync(context, "Cluster id does not exist");
            return;
        }

        var order = new NodeOrder(
            request.ClusterId,
            request.Zone,
            [.. request.Hostnames?.Manage ?? []],
            [.. request.Hostnames?.Storage ?? []],
            RequestWords.TagsOf(request.Tags));
        await Answers.AcceptedAsync(context, await operations.AddNodeAsync(order, context.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        if (!store.Snapshot.Nodes.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.DeleteNodeAsync(id, context.RequestAborted));
    }

    private async Task SetStateAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.State) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (!store.Snapshot.Nodes.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.SetNodeStateAsync(
            id, RequestWords.StateOf(request), RequestWords.ChecksHeals(request), context.RequestAborted));
    }

    private async Task ChangeTagsAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.TagsChange) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (!store.Snapshot.Nodes.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        var tags = await operations.ChangeNodeTagsAsync(id, RequestWords.ChangeOf(request), context.RequestAborted);
        await Answers.JsonAsync(context, tags, HeketiJson.Wire.Tags);
    }
}
