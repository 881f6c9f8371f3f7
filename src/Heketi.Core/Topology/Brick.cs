namespace Heketi.Core.Topology;

/// <summary>A thin logical volume with an XFS file system that Gluster uses as one brick of a volume.</summary>
public sealed record Brick : ITopologyEntity, IPendingEntity
{
    /// <summary>Where bricks are mounted on a node.</summary>
    public const string MountRoot = "/var/lib/heketi/mounts";

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of its device.</summary>
    public required string DeviceId { get; init; }

    /// <summary>Id of its node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Id of its volume.</summary>
    public required string VolumeId { get; init; }

    /// <summary>Directory that Gluster exports (for a clone below /run/gluster/snaps).</summary>
    public required string Path { get; init; }

    /// <summary>Size of the thin volume, KiB.</summary>
    public required ulong SizeKiB { get; init; }

    /// <summary>Size of the thin pool, KiB, a whole number of extents.</summary>
    public required ulong PoolSizeKiB { get; init; }

    /// <summary>Size of the thin pool's metadata, KiB, a whole number of extents.</summary>
    public required ulong PoolMetadataSizeKiB { get; init; }

    /// <summary>Name of the thin pool; empty in old databases, where it is <c>tp_{id}</c>.</summary>
    public string ThinPool { get; init; } = "";

    /// <summary>Name of the logical volume when it is not <c>brick_{id}</c> (clones).</summary>
    public string LogicalVolume { get; init; } = "";

    /// <summary>What it holds.</summary>
    public BrickSubType SubType { get; init; } = BrickSubType.Normal;

    /// <inheritdoc/>
    public string PendingId { get; init; } = "";

    /// <summary>Name of its thin pool. Bricks of clones share the pool of the origin's brick.</summary>
    public string ThinPoolName => ThinPool.Length > 0 ? ThinPool : "tp_" + Id;

    /// <summary>What its thin pool takes of its device, KiB; counted once for all bricks in the pool.</summary>
    public ulong TotalKiB => PoolSizeKiB + PoolMetadataSizeKiB;

    /// <summary>The mount directory of a brick that this server makes.</summary>
    public static string MountPathOf(string deviceId, string brickId) => $"{MountRoot}/vg_{deviceId}/brick_{brickId}";

    /// <summary>The exported directory of a brick that this server makes.</summary>
    public static string PathOf(string deviceId, string brickId) => MountPathOf(deviceId, brickId) + "/brick";
}
