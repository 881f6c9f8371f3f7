using System.Collections.Immutable;
using Heketi.Core.Placement;

namespace Heketi.Core.Operations;

/// <summary>The part of the configuration that operations need.</summary>
public sealed record OperationSettings
{
    /// <summary>Operations that run at a time (max_inflight_operations).</summary>
    public int MaxInflight { get; init; } = 8;

    /// <summary>Operations that may wait behind them; 0: refused at once, as the original does (max_queued_operations).</summary>
    public int MaxQueued { get; init; } = 64;

    /// <summary>Brick limits.</summary>
    public PlacementLimits Limits { get; init; } = new();

    /// <summary>Volumes of a cluster; negative: no limit (max_volumes_per_cluster).</summary>
    public int MaxVolumesPerCluster { get; init; } = 1000;

    /// <summary>Every brick of a set in another zone, unless the volume's options say otherwise (zone_checking).</summary>
    public bool StrictZones { get; init; }

    /// <summary>How long an eviction waits for the new brick's heal before it takes the old brick away (brick_heal_wait_seconds).</summary>
    public TimeSpan HealWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Average size of a file, KiB, unless the volume's options say otherwise (average_file_size_kb).</summary>
    public ulong AverageFileKiB { get; init; } = 64;

    /// <summary>Options put before those of a request.</summary>
    public ImmutableArray<string> PreRequestOptions { get; init; } = [""];

    /// <summary>Options put after those of a request.</summary>
    public ImmutableArray<string> PostRequestOptions { get; init; } = [""];

    /// <summary>Make hosting volumes on demand (auto_create_block_hosting_volume).</summary>
    public bool AutoCreateBlockHosting { get; init; }

    /// <summary>Size of such a hosting volume, GiB (block_hosting_volume_size).</summary>
    public int BlockHostingGiB { get; init; } = 1024;

    /// <summary>Options put before all others on block hosting volumes.</summary>
    public ImmutableArray<string> BlockHostingOptions { get; init; } = ["group gluster-block"];
}
