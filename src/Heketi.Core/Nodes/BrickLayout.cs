using Heketi.Core.Topology;

namespace Heketi.Core.Nodes;

/// <summary>A brick on its node, as LVM, XFS and fstab name it (the layout of Heketi).</summary>
/// <param name="BrickId">Id of the brick.</param>
/// <param name="VolumeGroup"><c>vg_{device}</c>.</param>
/// <param name="ThinPool">Name of the thin pool.</param>
/// <param name="LogicalVolume">Name of the thin volume.</param>
/// <param name="Path">Directory that Gluster exports.</param>
/// <param name="SizeKiB">Size of the thin volume.</param>
/// <param name="PoolSizeKiB">Size of the thin pool.</param>
/// <param name="PoolMetadataSizeKiB">Size of its metadata.</param>
/// <param name="IsArbiter">Holds names and metadata only.</param>
/// <param name="Gid">Group that owns the brick's root; 0 leaves it.</param>
public sealed record BrickLayout(
    string BrickId,
    string VolumeGroup,
    string ThinPool,
    string LogicalVolume,
    string Path,
    ulong SizeKiB,
    ulong PoolSizeKiB,
    ulong PoolMetadataSizeKiB,
    bool IsArbiter,
    long Gid)
{
    /// <summary>Where its file system is mounted.</summary>
    public string MountPath => Path.EndsWith("/brick", StringComparison.Ordinal) ? Path[..^"/brick".Length] : Path;

    /// <summary>The block device of its thin volume as LVM names it: dashes of the parts are doubled.</summary>
    public string BlockDevice =>
        $"/dev/mapper/{VolumeGroup.Replace("-", "--", StringComparison.Ordinal)}-{LogicalVolume.Replace("-", "--", StringComparison.Ordinal)}";

    /// <summary>The layout of <paramref name="brick"/>.</summary>
    public static BrickLayout Of(Brick brick, long gid = 0)
    {
        ArgumentNullException.ThrowIfNull(brick);
        return new(
            brick.Id,
            "vg_" + brick.DeviceId,
            brick.ThinPoolName,
            brick.LogicalVolume.Length > 0 ? brick.LogicalVolume : "brick_" + brick.Id,
            brick.Path,
            brick.SizeKiB,
            brick.PoolSizeKiB,
            brick.PoolMetadataSizeKiB,
            brick.SubType is BrickSubType.Arbiter,
            gid);
    }
}
