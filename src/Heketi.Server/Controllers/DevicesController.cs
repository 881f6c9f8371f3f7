using Heketi.Contracts;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/devices</c>.</summary>
public sealed class DevicesController(ITopologyStore store, IStorageOperations operations, AnswerCache answers) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("POST", "/devices", AddAsync),
        new("GET", "/devices/{id}", InfoAsync),
        new("DELETE", "/devices/{id}", DeleteAsync),
        new("POST", "/devices/{id}/state", SetStateAsync),
        new("POST", "/devices/{id}/tags", ChangeTagsAsync),
        new("GET", "/devices/{id}/resync", ResyncAsync),
    ];

    private Task InfoAsync(HttpContext context, string id) => answers.AnswerAsync(
        context,
        "/devices/" + id,
        topology => topology.Devices.Find(id)?.ToInfo(topology),
        HeketiJson.Wire.DeviceInfoResponse);

    private async Task AddAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.DeviceAdd) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (!store.Snapshot.Nodes.Contains(request.NodeId))
        {
            await Refusals.NotFoundAsync(context, "Node id does not exist");
            return;
        }

        var order = new DeviceOrder(request.NodeId, request.Name, RequestWords.TagsOf(request.Tags), request.DestroyData);
        await Answers.AcceptedAsync(context, await operations.AddDeviceAsync(order, context.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        var request = new DeviceDeleteRequest();
        if (RequestBody.Exists(context))
        {
            if (await RequestBody.ReadAsync(context, RequestReader.DeviceDelete) is not { } given)
            {
                return;
            }

            request = given;
        }

        if (!store.Snapshot.Devices.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.DeleteDeviceAsync(id, request.ForceForget, context.RequestAborted));
    }

    private async Task ResyncAsync(HttpContext context, string id)
    {
        if (!store.Snapshot.Devices.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.ResyncDeviceAsync(id, context.RequestAborted));
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

        if (!store.Snapshot.Devices.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.SetDeviceStateAsync(
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

        if (!store.Snapshot.Devices.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        var tags = await operations.ChangeDeviceTagsAsync(id, RequestWords.ChangeOf(request), context.RequestAborted);
        await Answers.JsonAsync(context, tags, HeketiJson.Wire.Tags);
    }
}
