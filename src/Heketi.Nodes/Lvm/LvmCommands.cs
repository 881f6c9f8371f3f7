using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Lvm;

/// <summary>LVM and udev commands, worded as the original words them.</summary>
internal sealed class LvmCommands(ExecutorSettings settings)
{
    private const string Columns = "pv_name,pv_uuid,vg_name,vg_extent_size,vg_extent_count,vg_free_count";
    private readonly string _autobackup = settings.BackupLvmMetadata ? "--autobackup=y" : "--autobackup=n";

    public CommandLine PvCreate(string device) =>
        Lvm("pvcreate", "-qq", "--metadatasize=128M", $"--dataalignment={settings.PvDataAlignment}", device);

    public CommandLine VgCreate(string volumeGroup, string device) =>
        Lvm("vgcreate", "-qq", $"--physicalextentsize={settings.VgPhysicalExtentSize}", _autobackup, volumeGroup, device);

    public CommandLine VgRemove(string volumeGroup) => Lvm("vgremove", "-qq", volumeGroup);

    public CommandLine PvRemove(string device) => Lvm("pvremove", "-qq", device);

    /// <summary>Report of one physical volume; fails when the device is none.</summary>
    public CommandLine Pvs(string device) => PvsOf().With(device);

    /// <summary>Report of the physical volumes that a selection picks; succeeds when there are none.</summary>
    public CommandLine PvsSelected(string selection) => PvsOf().With("-S", selection);

    /// <summary>Everything that "pvs", "vgs" or "lvs" lists, with their usual columns, in KiB.</summary>
    public CommandLine AllOf(string list) => Lvm(list, "--reportformat", "json", "--units", "k");

    /// <summary>Prints when the device is a physical volume of the volume group.</summary>
    public CommandLine PvInGroup(string device, string volumeGroup) =>
        Lvm("pvs", "--noheadings", "-o", "pv_name", "-S", $"vg_name={volumeGroup}", device);

    /// <summary>Prints when the volume group is there; succeeds without it.</summary>
    /// <summary>Succeeds when LVM sees the volume group.</summary>
    public CommandLine VgsOf(string volumeGroup) => Lvm("vgs", "--noheadings", "-o", "vg_name", volumeGroup);

    public CommandLine VgsNamed(string volumeGroup) => Lvm("vgs", "--noheadings", "-o", "vg_name", "-S", $"vg_name={volumeGroup}");

    /// <summary>
    /// The thin pool and the thin volume in one. No spare of the pool's metadata is kept: the hidden volume would take space that
    /// no book shows (the original leaves it out of its books; they drift).
    /// </summary>
    public CommandLine LvCreate(BrickLayout brick) => Lvm(
        "lvcreate", "-qq", _autobackup,
        "--poolmetadatasize", KiB(brick.PoolMetadataSizeKiB),
        "--poolmetadataspare", "n",
        "--chunksize", settings.LvChunkSize,
        "--size", KiB(brick.PoolSizeKiB),
        "--thin", $"{brick.VolumeGroup}/{brick.ThinPool}",
        "--virtualsize", KiB(brick.SizeKiB),
        "--name", brick.LogicalVolume);

    /// <summary>The thin volume in a pool that is there already.</summary>
    public CommandLine LvCreateInPool(BrickLayout brick) => Lvm(
        "lvcreate", "-qq", _autobackup,
        "--thin", $"{brick.VolumeGroup}/{brick.ThinPool}",
        "--virtualsize", KiB(brick.SizeKiB),
        "--name", brick.LogicalVolume);

    /// <summary>Prints when the brick's thin volume is there, in its pool.</summary>
    public CommandLine LvOfBrick(BrickLayout brick) => Lvm(
        "lvs", "--noheadings", "-o", "lv_name", "-S",
        $"vg_name={brick.VolumeGroup} && lv_name={brick.LogicalVolume} && pool_lv={brick.ThinPool}");

    /// <summary>Prints when a logical volume of that name is there; succeeds without it.</summary>
    public CommandLine LvNamed(string volumeGroup, string name) =>
        Lvm("lvs", "--noheadings", "-o", "lv_name", "-S", $"vg_name={volumeGroup} && lv_name={name}");

    public CommandLine LvRemove(string volumeGroup, string name) => Lvm("lvremove", _autobackup, "-f", $"{volumeGroup}/{name}");

    /// <summary>
    /// Removes a thin pool only if no thin volume is in it: lvremove -f alone takes all that is in the pool along. LVM looks
    /// and removes under one lock. While LVM makes a pool, there is for a moment a linear volume of the pool's name and its
    /// metadata's size: a power cut leaves it behind, and it goes, too.
    /// </summary>
    public CommandLine LvRemoveEmptyPool(string volumeGroup, string pool) =>
        Lvm("lvremove", _autobackup, "-f", "-S", $"vg_name={volumeGroup} && lv_name={pool} && (thin_count=0 || segtype!=thin-pool)");

    /// <summary>Report of all thin pools.</summary>
    public CommandLine ThinPools() =>
        Lvm("lvs", "--reportformat=json", "-o", "vg_name,lv_name,thin_count", "-S", "segtype=thin-pool");

    public CommandLine UdevSymlinks(string device) => Wrapped("/usr/bin/udevadm", "info", "--query=symlink", $"--name={device}");

    private CommandLine PvsOf() => Lvm("pvs", "-o", Columns, "--reportformat=json", "--units", "k", "--nosuffix");

    private CommandLine Lvm(params ReadOnlySpan<CommandArgument> words) => Wrapped(["/usr/sbin/lvm", .. words]);

    private CommandLine Wrapped(params ReadOnlySpan<CommandArgument> words) => CommandLine.Of(words).RunBy(settings.LvmWrapperWords);

    private static string KiB(ulong size) => size.ToString(CultureInfo.InvariantCulture) + "K";
}
