using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>What all brick sets of one request have in common.</summary>
/// <param name="Bricks">Bricks of a set.</param>
/// <param name="DataBricks">Bricks of a set whose sizes add up to the set's size.</param>
/// <param name="SnapshotFactor">Size of a thin pool in brick sizes.</param>
/// <param name="StrictZones">Every brick of a set must be in another zone.</param>
internal readonly record struct SetShape(int Bricks, int DataBricks, float SnapshotFactor, bool StrictZones)
{
    public const ulong KiBPerGiB = 1024 * 1024;

    /// <summary>Smallest arbiter brick, KiB: XFS makes no smaller file system. Heketi API.</summary>
    public const ulong SmallestArbiterKiB = 16 * 1024;

    private const int ArbiterSetBricks = 3;

    /// <summary>Average size of a file, KiB, if the last brick of each set is an arbiter; else 0.</summary>
    public ulong AverageFileKiB { get; private init; }

    /// <summary>The last brick of each set is an arbiter.</summary>
    public bool HasArbiter => AverageFileKiB > 0;

    /// <summary>The shape that is asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The durability is none that Gluster could make.</exception>
    public static SetShape Of(PlacementRequest request)
    {
        var durability = request.Durability;
        if (durability.Kind is DurabilityKind.Replicate)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(durability.Replica, nameof(durability.Replica));
        }
        else if (durability.Kind is DurabilityKind.Disperse)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(durability.Data, nameof(durability.Data));
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(durability.Redundancy, nameof(durability.Redundancy));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                durability.Redundancy, int.MaxValue - durability.Data, nameof(durability.Redundancy));
        }

        var shape = new SetShape(durability.BricksPerSet, durability.DataBricksPerSet, request.SnapshotFactor, request.StrictZones);
        return request.HasArbiter ? shape.WithArbiter(request) : shape;
    }

    /// <summary>Size of the arbiter brick beside data bricks, KiB: as many files as they hold, at 1 KiB each. Heketi API.</summary>
    public ulong ArbiterKiB(ulong brickKiB) => Math.Max(brickKiB / AverageFileKiB, SmallestArbiterKiB);

    /// <summary>Size of the bricks of a volume in that many sets, KiB; rounded up, so that the volume is never smaller than asked.</summary>
    public UInt128 BrickKiB(long sizeGiB, long sets)
    {
        var parts = (UInt128)sets * (UInt128)DataBricks;
        return (((UInt128)sizeGiB * KiBPerGiB) + parts - 1) / parts;
    }

    /// <summary>Largest size of a volume in that many sets whose bricks are not larger than <paramref name="brickKiB"/>, GiB.</summary>
    public long LargestGiB(ulong brickKiB, long sets) =>
        (long)UInt128.Min((UInt128)brickKiB * (UInt128)sets * (UInt128)DataBricks / KiBPerGiB, long.MaxValue);

    private SetShape WithArbiter(PlacementRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfZero(request.AverageFileKiB, nameof(request.AverageFileKiB));
        return request.Durability.Kind is DurabilityKind.Replicate && Bricks == ArbiterSetBricks
            ? this with { AverageFileKiB = request.AverageFileKiB }
            : throw new ArgumentOutOfRangeException(nameof(request), request.Durability, "only sets of replica 3 can have an arbiter");
    }
}
