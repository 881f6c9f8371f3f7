using Heketi.Core.Nodes;

namespace Heketi.Nodes.Mock;

/// <summary>
/// Storage nodes that exist in memory only, for a first look and for tests. They do at once and well whatever they are asked
/// for, and remember volumes with their bricks. After a restart of the server they know nothing of what was there: that too
/// counts as well.
/// </summary>
public sealed class MockStorageNodes : IStorageNodes
{
    private const ulong KiBPerGiB = 1024 * 1024;

    /// <summary>Nodes whose disks have <paramref name="deviceSizeGiB"/> GiB (HEKETI_MOCK_DEVICE_SIZE_GB).</summary>
    public MockStorageNodes(ulong deviceSizeGiB = 500)
    {
        Devices = new MockDeviceService(deviceSizeGiB * KiBPerGiB);
        Bricks = new MockBrickService();
        var volumes = new MockVolumeService();
        Volumes = volumes;
        Heals = volumes;
        Peers = new MockPeerService();
    }

    /// <inheritdoc/>
    public IDeviceService Devices { get; }

    /// <inheritdoc/>
    public IBrickService Bricks { get; }

    /// <inheritdoc/>
    public IVolumeService Volumes { get; }

    /// <inheritdoc/>
    public IPeerService Peers { get; }

    /// <inheritdoc/>
    public IHealService Heals { get; }
}
