using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.BlockVolumes;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>Ids of all block volumes.</summary>
    public Task<BlockVolumeListResponse> ListBlockVolumesAsync(CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("blockvolumes"), HeketiJson.Contracts.BlockVolumeListResponse, cancellationToken);

    /// <summary>All block volumes.</summary>
    public async Task<IReadOnlyList<BlockVolumeInfoResponse>> GetBlockVolumesAsync(CancellationToken cancellationToken) =>
        await ReadAllAsync((await ListBlockVolumesAsync(cancellationToken).ConfigureAwait(false)).BlockVolumes, GetBlockVolumeAsync, cancellationToken).ConfigureAwait(false);

    /// <summary>A block volume, with the password of its target.</summary>
    public Task<BlockVolumeInfoResponse> GetBlockVolumeAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("blockvolumes", id), HeketiJson.Contracts.BlockVolumeInfoResponse, cancellationToken);

    /// <summary>Makes a block volume; the server makes a hosting volume for it when there is none with space.</summary>
    public Task<BlockVolumeInfoResponse> CreateBlockVolumeAsync(BlockVolumeCreateRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("blockvolumes"), request, HeketiJson.Contracts.BlockVolumeCreateRequest, HeketiJson.Contracts.BlockVolumeInfoResponse, cancellationToken);

    /// <summary>Makes a block volume larger. It never shrinks.</summary>
    public Task<BlockVolumeInfoResponse> ExpandBlockVolumeAsync(string id, BlockVolumeExpandRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("blockvolumes", id, "expand"), request, HeketiJson.Contracts.BlockVolumeExpandRequest, HeketiJson.Contracts.BlockVolumeInfoResponse, cancellationToken);

    /// <summary>Deletes a block volume and what is in it.</summary>
    public Task DeleteBlockVolumeAsync(string id, CancellationToken cancellationToken) =>
        DeleteAsync(ApiPath.Of("blockvolumes", id), null, cancellationToken);
}
