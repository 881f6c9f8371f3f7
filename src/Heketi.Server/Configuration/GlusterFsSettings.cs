using System.Collections.Immutable;
using Heketi.Nodes.FaultInjection;

namespace Heketi.Server.Configuration;

/// <summary>Section <c>glusterfs</c>. Defaults are those of Heketi v10.</summary>
public sealed record GlusterFsSettings
{
    /// <summary><c>db</c>: file of the database.</summary>
    public string Database { get; init; } = "heketi.db";

    /// <summary>HEKETI_DB_LOCK_WAIT_SECONDS (ours): how long the start waits for another process that holds the database.</summary>
    public TimeSpan DatabaseLockWait { get; init; }

    /// <summary><c>db_read_only</c>: refuse all changes.</summary>
    public bool DatabaseReadOnly { get; init; }

    /// <summary><c>executor</c>.</summary>
    public ExecutorKind Executor { get; init; } = ExecutorKind.Ssh;

    /// <summary><c>loglevel</c>.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary><c>brick_max_size_gb</c>, GiB: larger bricks are split.</summary>
    public int BrickMaxGiB { get; init; } = 4096;

    /// <summary><c>brick_min_size_gb</c>, GiB.</summary>
    public int BrickMinGiB { get; init; } = 1;

    /// <summary><c>max_bricks_per_volume</c>.</summary>
    public int MaxBricksPerVolume { get; init; } = 32;

    /// <summary><c>average_file_size_kb</c>, KiB: sizes arbiter bricks.</summary>
    public ulong AverageFileKiB { get; init; } = 64;

    /// <summary><c>pre_request_volume_options</c>: put before those of a request; one empty element when none (Heketi API).</summary>
    public ImmutableArray<string> PreRequestVolumeOptions { get; init; } = [""];

    /// <summary><c>post_request_volume_options</c>: put after those of a request; one empty element when none (Heketi API).</summary>
    public ImmutableArray<string> PostRequestVolumeOptions { get; init; } = [""];

    /// <summary><c>zone_checking</c> is strict: every brick of a set in another zone.</summary>
    public bool StrictZones { get; init; }

    /// <summary><c>max_volumes_per_cluster</c>; negative: no limit.</summary>
    public int MaxVolumesPerCluster { get; init; } = 1000;

    /// <summary><c>auto_create_block_hosting_volume</c>.</summary>
    public bool AutoCreateBlockHostingVolume { get; init; }

    /// <summary><c>block_hosting_volume_size</c>, GiB.</summary>
    public int BlockHostingVolumeGiB { get; init; } = 1024;

    /// <summary><c>block_hosting_volume_options</c>: put before those of a request on every hosting volume.</summary>
    public ImmutableArray<string> BlockHostingVolumeOptions { get; init; } = ["group gluster-block"];

    /// <summary><c>disable_monitor_gluster_nodes</c>, turned around: check the nodes in the background.</summary>
    public bool MonitorNodes { get; init; } = true;

    /// <summary><c>start_time_monitor_gluster_nodes</c>: before the first check.</summary>
    public TimeSpan MonitorStart { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>refresh_time_monitor_gluster_nodes</c>: between checks.</summary>
    public TimeSpan MonitorInterval { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>disable_background_cleaner</c>, turned around: clean stale and failed operations up in the background.</summary>
    public bool BackgroundCleaner { get; init; } = true;

    /// <summary><c>start_time_background_cleaner</c>: before the first clean-up.</summary>
    public TimeSpan CleanerStart { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary><c>refresh_time_background_cleaner</c>: between clean-ups.</summary>
    public TimeSpan CleanerInterval { get; init; } = TimeSpan.FromSeconds(3600);

    /// <summary><c>max_inflight_operations</c>: operations that run at a time.</summary>
    public int MaxInflightOperations { get; init; } = 8;

    /// <summary><c>max_queued_operations</c> (ours): operations that wait behind them; 0: refused at once, as Heketi v10 does.</summary>
    public int MaxQueuedOperations { get; init; } = 64;

    /// <summary><c>brick_heal_wait_seconds</c> (ours): how long the move of a brick waits for the heal before it takes the old brick away.</summary>
    public TimeSpan BrickHealWait { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>HEKETI_MOCK_DEVICE_SIZE_GB, GiB: size of the mock's devices.</summary>
    public int MockDeviceGiB { get; init; } = 500;

    /// <summary><c>injectexec</c>: faults on purpose, for the executors inject/ssh and inject/mock.</summary>
    public InjectionSettings Injection { get; init; } = InjectionSettings.None;

    /// <summary><c>sshexec</c>.</summary>
    public SshSettings Ssh { get; init; } = new();

    /// <summary><c>kubeexec</c>.</summary>
    public KubeSettings Kube { get; init; } = new();
}
