using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>What is to be placed in one cluster.</summary>
public sealed record PlacementRequest
{
    /// <summary>Id of the cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Id of the volume that the bricks are for.</summary>
    public required string VolumeId { get; init; }

    /// <summary>Size to place, GiB (of an expand: what is added).</summary>
    public required long SizeGiB { get; init; }

    /// <summary>Durability.</summary>
    public required Durability Durability { get; init; }

    /// <summary>Size of a thin pool in brick sizes.</summary>
    public float SnapshotFactor { get; init; } = 1;

    /// <summary>Every brick of a set must be in another zone.</summary>
    public bool StrictZones { get; init; }

    /// <summary>The last brick of each set is an arbiter; replica 3 only. Devices are then chosen by <see cref="ArbiterTag"/> too.</summary>
    public bool HasArbiter { get; init; }

    /// <summary>Average size of a file, KiB: it gives the size of arbiter bricks (average_file_size_kb).</summary>
    public ulong AverageFileKiB { get; init; } = 64;

    /// <summary>Bricks that the volume has already; they count for the limit of bricks.</summary>
    public int ExistingBricks { get; init; }

    /// <summary>Only devices that it accepts, with the reason for others ("device tag ..."); null accepts all.</summary>
    public Func<Node, Device, string?>? DeviceFilter { get; init; }
}
