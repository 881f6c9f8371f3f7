namespace Heketi.Nodes;

/// <summary>
/// What the configuration's <c>sshexec</c> and <c>kubeexec</c> sections have in common. Defaults are those of the original.
/// </summary>
public sealed record ExecutorSettings
{
    /// <summary><c>fstab</c>: file on the node in which brick mounts are recorded.</summary>
    public string Fstab { get; init; } = "/etc/fstab";

    /// <summary><c>mountopts</c>: mount options of bricks.</summary>
    public string MountOptions { get; init; } = "rw,inode64,noatime,nouuid";

    /// <summary><c>sudo</c>: run everything by sudo.</summary>
    public bool Sudo { get; init; }

    /// <summary><c>snapshot_limit</c>: snap-max-hard-limit that is set after a peer probe; 0 leaves it.</summary>
    public int SnapshotLimit { get; init; }

    /// <summary><c>rebalance_on_expansion</c>: start a rebalance after an expand.</summary>
    public bool RebalanceOnExpansion { get; init; } = true;

    /// <summary><c>backup_lvm_metadata</c>: let LVM back its metadata up.</summary>
    public bool BackupLvmMetadata { get; init; }

    /// <summary><c>gluster_cli_timeout</c>, seconds.</summary>
    public uint GlusterCliTimeoutSeconds { get; init; } = 600;

    /// <summary><c>pv_data_alignment</c> of pvcreate.</summary>
    public string PvDataAlignment { get; init; } = "256K";

    /// <summary><c>vg_physicalextentsize</c> of vgcreate.</summary>
    public string VgPhysicalExtentSize { get; init; } = "4M";

    /// <summary><c>lv_chunksize</c> of lvcreate.</summary>
    public string LvChunkSize { get; init; } = "256K";

    /// <summary><c>xfs_su</c>: stripe unit; counts when <see cref="XfsStripeWidth"/> is given too.</summary>
    public int XfsStripeUnit { get; init; }

    /// <summary><c>xfs_sw</c>: stripe width; counts when <see cref="XfsStripeUnit"/> is given too.</summary>
    public int XfsStripeWidth { get; init; }

    /// <summary><c>debug_umount_failures</c>: log who uses a brick that cannot be unmounted.</summary>
    public bool DebugUmountFailures { get; init; }

    /// <summary><c>block_prealloc</c> of gluster-block create: full or no.</summary>
    public string BlockPreallocation { get; init; } = "full";

    /// <summary><c>lvm_wrapper</c>: words put in front of lvm and udevadm commands.</summary>
    public string LvmWrapper { get; init; } = "";

    /// <summary>How long a gluster command may run: the CLI's own time-out rounded up to minutes, at least ten of them.</summary>
    public TimeSpan GlusterLimit => TimeSpan.FromMinutes(Math.Max(10, 1 + ((GlusterCliTimeoutSeconds + 1L) / 60)));

    /// <summary>How long any other command may run.</summary>
    public static TimeSpan CommandLimit => TimeSpan.FromMinutes(10);

    /// <summary>The words of <see cref="LvmWrapper"/>.</summary>
    internal string[] LvmWrapperWords => LvmWrapper.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
