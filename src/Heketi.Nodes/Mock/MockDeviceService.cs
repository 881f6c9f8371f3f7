using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>Disks of one size. As with the original's mock they are always empty, and have neither UUID nor paths.</summary>
internal sealed class MockDeviceService(ulong sizeKiB) : IDeviceService
{
    private readonly DeviceReport _report = new(sizeKiB, sizeKiB, ExtentSizeKiB: 4096, PvUuid: "", Paths: []);

    public Task<DeviceReport> SetUpAsync(NodeHost host, string deviceName, string deviceId, bool destroyData, CancellationToken cancellationToken) =>
        Task.FromResult(_report);

    public Task<DeviceReport> InspectAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken) => Task.FromResult(_report);

    public Task TearDownAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<DeviceIdentity?> IdentifyAsync(NodeHost host, string deviceName, CancellationToken cancellationToken) =>
        Task.FromResult<DeviceIdentity?>(null);
}
