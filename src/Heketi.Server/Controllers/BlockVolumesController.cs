using Heketi.Contracts;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Core.Store;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/blockvolumes</c>.</summary>
public sealed class BlockVolumesController(ITopologyStore store) : IApiController
{
    private const string Name = "block volume ";

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
        if (await RequestBody.ReadAsync(context, RequestReader.BlockVolumeCreate) is { } request)
        {
            var error = RequestRules.Check(request) ?? ClusterRules.Check(store.Snapshot, request.Clusters);
            await (error is null ? Refusals.NotYetAsync(context, Name + "create") : Refusals.BadRequestAsync(context, error));
        }
    }

    private async Task ExpandAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.BlockVolumeExpand) is not { } request)
        {
            return;
        }

        await (RequestRules.Check(request) is { } error ? Refusals.BadRequestAsync(context, error) : NotYetAsync(context, id, "expand"));
    }

    private Task DeleteAsync(HttpContext context, string id) => NotYetAsync(context, id, "delete");

    private Task NotYetAsync(HttpContext context, string id, string what) => store.Snapshot.BlockVolumes.Contains(id)
        ? Refusals.NotYetAsync(context, Name + what)
        : Refusals.NotFoundAsync(context);
}
