using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Volumes;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Ids of all volumes.</summary>
    public Task<VolumeListResponse> ListVolumesAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("volumes"), HeketiJson.Contracts.VolumeListResponse, cancellationToken);

    /// <summary>All volumes.</summary>
    public async Task<IReadOnlyList<VolumeInfoResponse>> GetVolumesAsync(CancellationToken cancellationToken) =>
        await GetVolumesAsync((await ListVolumesAsync(cancellationToken).ConfigureAwait(false)).Volumes, cancellationToken).ConfigureAwait(false);

    /// <summary>The volumes with these ids, in this order; those that are gone meanwhile are left out.</summary>
    public Task<IReadOnlyList<VolumeInfoResponse>> GetVolumesAsync(IReadOnlyList<string>? ids, CancellationToken cancellationToken) =>
        ReadAllAsync(ids, GetVolumeAsync, cancellationToken);

    /// <summary>A volume with its bricks.</summary>
    public Task<VolumeInfoResponse> GetVolumeAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("volumes", id), HeketiJson.Contracts.VolumeInfoResponse, cancellationToken);

    /// <summary>Makes and starts a volume.</summary>
    public Task<VolumeInfoResponse> CreateVolumeAsync(VolumeCreateRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("volumes"), request, HeketiJson.Contracts.VolumeCreateRequest, HeketiJson.Contracts.VolumeInfoResponse, cancellationToken);

    /// <summary>Adds brick sets to a volume.</summary>
    public Task<VolumeInfoResponse> ExpandVolumeAsync(string id, VolumeExpandRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("volumes", id, "expand"), request, HeketiJson.Contracts.VolumeExpandRequest, HeketiJson.Contracts.VolumeInfoResponse, cancellationToken);

    /// <summary>Makes a new volume from a snapshot of another.</summary>
    public Task<VolumeInfoResponse> CloneVolumeAsync(string id, VolumeCloneRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("volumes", id, "clone"), request, HeketiJson.Contracts.VolumeCloneRequest, HeketiJson.Contracts.VolumeInfoResponse, cancellationToken);

    /// <summary>Locks a block hosting volume against new block volumes, or unlocks it.</summary>
    public Task<VolumeInfoResponse> SetVolumeBlockRestrictionAsync(string id, VolumeBlockRestrictionRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("volumes", id, "block-restriction"), request, HeketiJson.Contracts.VolumeBlockRestrictionRequest, HeketiJson.Contracts.VolumeInfoResponse, cancellationToken);

    /// <summary>Deletes a volume and what is in it.</summary>
    public Task DeleteVolumeAsync(string id, CancellationToken cancellationToken) =>
        DeleteAsync(ApiPath.Of("volumes", id), null, cancellationToken);
}
