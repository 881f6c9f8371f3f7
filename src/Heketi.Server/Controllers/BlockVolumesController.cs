using Heketi.Contracts;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/blockvolumes</c>.</summary>
public sealed class BlockVolumesController(ITopologyStore store, IStorageOperations operations) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/blockvolumes", ListAsync),
        new("POST", "/blockvolumes", CreateAsync),
        new("GET", "/blockvolumes/{id}", InfoAsync),
        new("DELETE", "/blockvolumes/{id}", DeleteAsync),
        new("POST", "/blockvolumes/{id}/expand", ExpandAsync),
    ];

    private Task ListAsync(HttpContext context, string id)
    {
        var topology = store.Snapshot;
        var ids = topology.BlockVolumes.Where(v => v.PendingId.Length == 0).Select(v => v.Id).Order(StringComparer.Ordinal).ToList();
        return Answers.JsonAsync(context, new BlockVolumeListResponse { BlockVolumes = ids }, HeketiJson.Wire.BlockVolumeListResponse);
    }

    private Task InfoAsync(HttpContext context, string id) => store.Snapshot.BlockVolumes.Find(id) is { PendingId: "" } volume
        ? Answers.JsonAsync(context, volume.ToInfo(), HeketiJson.Wire.BlockVolumeInfoResponse)
        : Refusals.NotFoundAsync(context);

    private async Task CreateAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.BlockVolumeCreate) is not { } request)
        {
            return;
        }

        if ((RequestRules.Check(request) ?? ClusterRules.Check(store.Snapshot, request.Clusters)) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        var order = new BlockVolumeOrder
        {
            SizeGiB = GiB(request.Size),
            Clusters = [.. request.Clusters ?? []],
            Name = request.Name,
            HaCount = request.HaCount,
            Auth = request.Auth,
        };
        await Answers.AcceptedAsync(context, await operations.CreateBlockVolumeAsync(order, context.RequestAborted));
    }

    private async Task ExpandAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.BlockVolumeExpand) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.ExpandBlockVolumeAsync(id, GiB(request.NewSize), context.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext context, string id) =>
        await Answers.AcceptedAsync(context, await operations.DeleteBlockVolumeAsync(id, context.RequestAborted));

    /// <summary>Sizes beyond all disks: refused for want of space.</summary>
    private static int GiB(long size) => (int)Math.Min(size, int.MaxValue);
}
