using Heketi.Contracts;
using Heketi.Contracts.Requests;
using Heketi.Contracts.Validation;
using Heketi.Contracts.Volumes;
using Heketi.Core.Operations;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.Server.Configuration;
using Heketi.Server.Http;
using Heketi.Server.Mapping;

namespace Heketi.Server.Controllers;

/// <summary><c>/volumes</c>.</summary>
public sealed class VolumesController(
    ITopologyStore store, IStorageOperations operations, ServerSettings settings, AnswerCache answers) : IApiController
{
    /// <inheritdoc/>
    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/volumes", ListAsync),
        new("POST", "/volumes", CreateAsync),
        new("GET", "/volumes/{id}", InfoAsync),
        new("DELETE", "/volumes/{id}", DeleteAsync),
        new("POST", "/volumes/{id}/expand", ExpandAsync),
        new("POST", "/volumes/{id}/clone", CloneAsync),
        new("POST", "/volumes/{id}/block-restriction", RestrictAsync),
    ];

    private Task ListAsync(HttpContext context, string id) => answers.AnswerAsync(
        context,
        "/volumes",
        topology => new VolumeListResponse { Volumes = topology.VisibleVolumes(topology.VolumeIds) },
        HeketiJson.Wire.VolumeListResponse);

    private Task InfoAsync(HttpContext context, string id) => answers.AnswerAsync(
        context,
        "/volumes/" + id,
        topology => topology.Volumes.Find(id) is { PendingId: "" } volume ? volume.ToInfo(topology) : null,
        HeketiJson.Wire.VolumeInfoResponse);

    private async Task CreateAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.VolumeCreate) is not { } request)
        {
            return;
        }

        var error = RequestRules.Check(request)
            ?? VolumeRules.Check(request)
            ?? ClusterRules.Check(store.Snapshot, request.Clusters)
            ?? VolumeRules.CheckSize(request, settings.GlusterFs.BrickMinGiB);
        if (error is not null)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (IsDryRun(context))
        {
            await PlanAsync(context, operations.PreviewCreateVolume(OrderOf(request)), request.Size);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.CreateVolumeAsync(OrderOf(request), context.RequestAborted));
    }

    private async Task ExpandAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.VolumeExpand) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        if (!Exists(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        if (IsDryRun(context))
        {
            await PlanAsync(context, operations.PreviewExpandVolume(id, GiB(request.ExpandSize)), request.ExpandSize);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.ExpandVolumeAsync(id, GiB(request.ExpandSize), context.RequestAborted));
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        if (!store.Snapshot.Volumes.Contains(id))
        {
            await Refusals.NotFoundAsync(context);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.DeleteVolumeAsync(id, context.RequestAborted));
    }

    private async Task CloneAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.VolumeClone) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        await Answers.AcceptedAsync(context, await operations.CloneVolumeAsync(id, request.Name ?? "", context.RequestAborted));
    }

    private async Task RestrictAsync(HttpContext context, string id)
    {
        if (await RequestBody.ReadAsync(context, RequestReader.BlockRestriction) is not { } request)
        {
            return;
        }

        if (RequestRules.Check(request) is { } error)
        {
            await Refusals.BadRequestAsync(context, error);
            return;
        }

        var restriction = request.Restriction.Length == 0 ? BlockRestriction.Unrestricted : BlockRestriction.Locked;
        await Answers.AcceptedAsync(context, await operations.SetBlockRestrictionAsync(id, restriction, context.RequestAborted));
    }

    private static bool IsDryRun(HttpContext context) => DryRun.IsAsked(context.Request);

    private static Task PlanAsync(HttpContext context, VolumePlan plan, long sizeGiB) =>
        Answers.JsonAsync(context, plan.ToResponse(sizeGiB), HeketiJson.Wire.VolumePlanResponse);

    private bool Exists(string id) => store.Snapshot.Volumes.Find(id) is { PendingId: "" };

    private static VolumeOrder OrderOf(VolumeCreateRequest request) => new()
    {
        SizeGiB = GiB(request.Size),
        Clusters = [.. request.Clusters ?? []],
        Name = request.Name,
        Durability = new()
        {
            Kind = request.Durability.Type switch
            {
                "replicate" => DurabilityKind.Replicate,
                "disperse" => DurabilityKind.Disperse,
                _ => DurabilityKind.None,
            },
            Replica = request.Durability.Replicate.Replica,
            Data = request.Durability.Disperse.Data,
            Redundancy = request.Durability.Disperse.Redundancy,
        },
        Gid = request.Gid,
        Options = [.. request.GlusterVolumeOptions ?? []],
        Block = request.Block,
        SnapshotEnabled = request.Snapshot.Enable,
        SnapshotFactor = request.Snapshot.Enable ? request.Snapshot.Factor : 1,
    };

    /// <summary>Sizes beyond all disks: refused for want of space.</summary>
    private static int GiB(long size) => (int)Math.Min(size, int.MaxValue);
}
