using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;
using Heketi.Core.Topology;

namespace Heketi.Nodes.Mock;

/// <summary>
/// Storage nodes that exist in memory only, for a first look and for tests. They do at once and well whatever they are asked
/// for, and remember volumes with their bricks.
/// </summary>
public sealed class MockStorageNodes : IStorageNodes
{
    private const ulong KiBPerGiB = 1024 * 1024;

    private readonly MockVolumeService _volumes = new();
    private readonly MockBlockVolumeService _blocks = new();

    /// <summary>Nodes whose disks have <paramref name="deviceSizeGiB"/> GiB (HEKETI_MOCK_DEVICE_SIZE_GB).</summary>
    public MockStorageNodes(ulong deviceSizeGiB = 500)
    {
        Devices = new MockDeviceService(deviceSizeGiB * KiBPerGiB);
        Bricks = new MockBrickService();
        Volumes = _volumes;
        Heals = _volumes;
        Clones = _volumes;
        Peers = new MockPeerService();
        Blocks = _blocks;
        Inspector = new MockInspector(_volumes, _blocks);
    }

    /// <inheritdoc/>
    public IDeviceService Devices { get; }

    /// <inheritdoc/>
    public IBrickService Bricks { get; }

    /// <inheritdoc/>
    public IVolumeService Volumes { get; }

    /// <inheritdoc/>
    public ICloneService Clones { get; }

    /// <inheritdoc/>
    public IPeerService Peers { get; }

    /// <inheritdoc/>
    public IHealService Heals { get; }

    /// <inheritdoc/>
    public IBlockVolumeService Blocks { get; }

    /// <inheritdoc/>
    public INodeInspector Inspector { get; }

    /// <summary>Lets the volumes of a database exist, as if they had been made here: memory ends with the process.</summary>
    public void Remember(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        foreach (var volume in topology.Volumes.Where(volume => volume.PendingId.Length == 0))
        {
            _volumes.Remember(volume.ClusterId, new(
                volume.Id,
                volume.Name,
                volume.Durability,
                HasArbiter: false,
                MockBrickSets.Of(topology, volume),
                volume.Options.IsDefault ? [] : volume.Options));
        }

        foreach (var block in topology.BlockVolumes.Where(block => block.PendingId.Length == 0))
        {
            _blocks.Remember(block.ClusterId, topology.Volumes[block.HostingVolumeId].Name, block.Name, block.SizeGiB);
        }
    }
}
