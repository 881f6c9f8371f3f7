namespace Heketi.Core.Placement;

/// <summary>Limits of the configuration.</summary>
public sealed record PlacementLimits
{
    /// <summary>Largest brick, KiB (brick_max_size_gb).</summary>
    public ulong BrickMaxKiB { get; init; } = 4096UL * 1024 * 1024;

    /// <summary>Smallest brick, KiB (brick_min_size_gb).</summary>
    public ulong BrickMinKiB { get; init; } = 1024 * 1024;

    /// <summary>Most bricks of a volume (max_bricks_per_volume).</summary>
    public int MaxBricksPerVolume { get; init; } = 32;
}
