using Heketi.Client.Http;
using Heketi.Client.Json;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;

namespace Heketi.Client;

public sealed partial class HeketiClient
{
    /// <summary>A device with its bricks.</summary>
    public Task<DeviceInfoResponse> GetDeviceAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("devices", id), HeketiJson.Contracts.DeviceInfoResponse, cancellationToken);

    /// <summary>Adds a raw disk of a node.</summary>
    public Task AddDeviceAsync(DeviceAddRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("devices"), request, HeketiJson.Contracts.DeviceAddRequest, cancellationToken);

    /// <summary>Moves a device to another state. Failed moves all bricks away from it.</summary>
    public Task SetDeviceStateAsync(string id, StateRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("devices", id, "state"), request, HeketiJson.Contracts.StateRequest, cancellationToken);

    /// <summary>Changes the tags of a device.</summary>
    public Task ChangeDeviceTagsAsync(string id, TagsChangeRequest request, CancellationToken cancellationToken) =>
        PostAsync(ApiPath.Of("devices", id, "tags"), request, HeketiJson.Contracts.TagsChangeRequest, cancellationToken);

    /// <summary>Reads the size of a device anew from its node.</summary>
    public Task ResyncDeviceAsync(string id, CancellationToken cancellationToken) =>
        _transport.SendAsync(HttpMethod.Get, ApiPath.Of("devices", id, "resync"), null, cancellationToken);

    /// <summary>Deletes a failed device.</summary>
    /// <param name="id">Id of the device.</param>
    /// <param name="forceForget">Forgets the device even where its node cannot give it up.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task DeleteDeviceAsync(string id, bool forceForget, CancellationToken cancellationToken) => DeleteAsync(
        ApiPath.Of("devices", id),
        forceForget ? HeketiJson.Body(new DeviceDeleteRequest { ForceForget = true }, HeketiJson.Contracts.DeviceDeleteRequest) : null,
        cancellationToken);
}
