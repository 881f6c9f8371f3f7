namespace Heketi.Core.Placement;

/// <summary>What a brick is made of and what it takes of a volume group, KiB.</summary>
/// <param name="SizeKiB">Size of the thin volume.</param>
/// <param name="PoolSizeKiB">Size of the thin pool, whole extents.</param>
/// <param name="PoolMetadataSizeKiB">Size of the thin pool's metadata, whole extents.</param>
public readonly record struct BrickFootprint(ulong SizeKiB, ulong PoolSizeKiB, ulong PoolMetadataSizeKiB)
{
    /// <summary>
    /// Largest metadata, KiB (15.75 GiB). LVM shrinks a larger one on its own, to 15.81 GiB or 16 GiB depending on its version and
    /// settings, and then its volume group and our books would differ; this is below both, and whole extents of any usual size.
    /// </summary>
    public const ulong LargestMetadataKiB = 63UL * 256 * 1024;

    /// <summary>Smallest metadata, KiB: LVM enlarges smaller ones on its own.</summary>
    public const ulong SmallestMetadataKiB = 2048;

    /// <summary>Extent size of a device that does not say one, KiB. Heketi makes all volume groups with it.</summary>
    public const ulong DefaultExtentKiB = 4096;

    // Heketi: half a percent of the pool.
    private const ulong PoolPerMetadata = 200;

    /// <summary>What the brick takes of its volume group, KiB.</summary>
    public ulong TotalKiB => PoolSizeKiB + PoolMetadataSizeKiB;

    /// <summary>The footprint of a brick on a device.</summary>
    /// <param name="sizeKiB">Size of the brick, KiB.</param>
    /// <param name="snapshotFactor">Size of the thin pool in brick sizes; below 1 is taken as 1.</param>
    /// <param name="extentSizeKiB">Extent size of the device's volume group, KiB; 0 is taken as <see cref="DefaultExtentKiB"/>.</param>
    /// <exception cref="OverflowException">The brick is too large to be counted in KiB.</exception>
    public static BrickFootprint Of(ulong sizeKiB, float snapshotFactor, ulong extentSizeKiB) =>
        TryOf(sizeKiB, snapshotFactor, extentSizeKiB)
            ?? throw new OverflowException($"a brick of {sizeKiB} KiB with snapshot factor {snapshotFactor} cannot be counted in KiB");

    /// <summary>As <see cref="Of"/>, or null where that overflows: such a brick fits on no device.</summary>
    internal static BrickFootprint? TryOf(ulong sizeKiB, float snapshotFactor, ulong extentSizeKiB)
    {
        var extent = extentSizeKiB == 0 ? DefaultExtentKiB : extentSizeKiB;
        var pool = RoundUp(PoolOf(sizeKiB, snapshotFactor), extent);
        var metadata = RoundUp((pool + PoolPerMetadata - 1) / PoolPerMetadata, extent);
        metadata = UInt128.Min(metadata, UInt128.Max(LargestMetadataKiB / extent * extent, extent));
        metadata = UInt128.Max(metadata, RoundUp(SmallestMetadataKiB, extent));

        return pool + metadata <= ulong.MaxValue ? new(sizeKiB, (ulong)pool, (ulong)metadata) : null;
    }

    private static UInt128 PoolOf(ulong sizeKiB, float snapshotFactor)
    {
        if (!(snapshotFactor > 1))
        {
            return sizeKiB;
        }

        // Decimal: 1.1f is meant as 1.1, and its binary error must not cost an extent. Beyond the limit nothing fits anyway.
        const float Limit = 1_000_000;
        return snapshotFactor > Limit
            ? UInt128.MaxValue >> 16
            : (UInt128)decimal.Ceiling(sizeKiB * (decimal)snapshotFactor);
    }

    private static UInt128 RoundUp(UInt128 value, ulong unit) => (value + unit - 1) / unit * unit;
}
