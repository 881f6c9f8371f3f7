using System.Collections.Immutable;
using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Examination;

/// <summary>Devices and bricks of the books beside volume groups, logical volumes, mounts and fstab of one node.</summary>
internal sealed class NodeComparison(Books books, string clusterId, NodeInspection node)
{
    private const string GroupPrefix = "vg_";

    /// <summary>All differences.</summary>
    public IEnumerable<StateFinding> Compare() => node.HasDisks
        ? [.. Devices(), .. UnknownGroups(), .. LogicalVolumes(), .. UnknownLogicalVolumes(), .. Mounts(), .. UnknownMounts()]
        : [];

    private IEnumerable<StateFinding> Devices()
    {
        if (node.VolumeGroups is not { } groups)
        {
            yield break;
        }

        foreach (var device in books.DevicesOf(node.NodeId))
        {
            if (groups.FirstOrDefault(row => row["vg_name"] == device.VolumeGroup) is not { } group)
            {
                yield return Finding(FindingKind.Missing, "device", device.Id, $"device {device.Name} has no volume group {device.VolumeGroup}: is the disk there?");
            }
            else if (books.IsQuiet(device) && (KiB(group["vg_size"]), KiB(group["vg_free"])) is ({ } size, { } free)
                && (size, free) != (device.Storage.TotalKiB, device.Storage.FreeKiB))
            {
                yield return Finding(
                    FindingKind.Different, "device", device.Id,
                    $"device {device.Name} has {free} of {size} KiB free; the books say {device.Storage.FreeKiB} of {device.Storage.TotalKiB}: "
                    + $"'heketi-cli device resync {device.Id}' corrects them");
            }
        }
    }

    private IEnumerable<StateFinding> UnknownGroups() =>
        (node.VolumeGroups ?? []).Select(row => row["vg_name"])
            .Where(name => name.StartsWith(GroupPrefix, StringComparison.Ordinal) && EntityId.IsValid(name[GroupPrefix.Length..]))
            .Where(name => !books.MayHaveDevice(node.NodeId, name[GroupPrefix.Length..]))
            .Select(name => Finding(FindingKind.Unknown, "device", name, $"volume group {name} has no device in the books"));

    private IEnumerable<StateFinding> LogicalVolumes()
    {
        if (node.LogicalVolumes is not { } rows)
        {
            yield break;
        }

        var there = rows.Select(row => (row["vg_name"], row["lv_name"], row["pool_lv"])).ToHashSet();
        foreach (var brick in books.BricksOf(node.NodeId).Select(brick => BrickLayout.Of(brick)))
        {
            if (!there.Contains((brick.VolumeGroup, brick.LogicalVolume, brick.ThinPool)))
            {
                yield return Finding(
                    FindingKind.Missing, "brick", brick.BrickId,
                    $"logical volume {brick.VolumeGroup}/{brick.LogicalVolume} in thin pool {brick.ThinPool} of brick {brick.BrickId} is not there");
            }
        }
    }

    private IEnumerable<StateFinding> UnknownLogicalVolumes()
    {
        var known = PossibleBricks().SelectMany(brick => (string[])[$"{brick.VolumeGroup}/{brick.LogicalVolume}", $"{brick.VolumeGroup}/{brick.ThinPool}"])
            .ToHashSet(StringComparer.Ordinal);
        var groups = books.DevicesOf(node.NodeId).Select(device => device.VolumeGroup).ToHashSet(StringComparer.Ordinal);
        return (node.LogicalVolumes ?? []).Where(row => groups.Contains(row["vg_name"])).Select(row => $"{row["vg_name"]}/{row["lv_name"]}")
            .Where(name => !known.Contains(name))
            .Select(name => Finding(
                FindingKind.Unknown, "logical volume", name, $"logical volume {name} belongs to no brick of the books: it is left alone and takes space"));
    }

    private IEnumerable<StateFinding> Mounts()
    {
        var mounted = Points(node.Mounts);
        var listed = Points(node.Fstab);
        foreach (var brick in books.BricksOf(node.NodeId).Select(brick => BrickLayout.Of(brick)))
        {
            if (mounted is not null && !mounted.Contains(brick.MountPath))
            {
                yield return Finding(FindingKind.Missing, "mount", brick.BrickId, $"brick {brick.BrickId} is not mounted at {brick.MountPath}");
            }

            // glusterd itself mounts the bricks of clones
            if (listed is not null && brick.MountPath.StartsWith(Brick.MountRoot, StringComparison.Ordinal) && !listed.Contains(brick.MountPath))
            {
                yield return Finding(
                    FindingKind.Missing, "fstab", brick.BrickId,
                    $"fstab has no line for brick {brick.BrickId} at {brick.MountPath}: it will not be mounted after the next boot");
            }
        }
    }

    private IEnumerable<StateFinding> UnknownMounts()
    {
        var known = PossibleBricks().Select(brick => brick.MountPath).ToHashSet(StringComparer.Ordinal);
        return [.. Unknown(node.Mounts, "mount", "is mounted at"), .. Unknown(node.Fstab, "fstab", "is in fstab for")];

        IEnumerable<StateFinding> Unknown(ImmutableArray<FileSystemEntry>? entries, string subject, string verb) => (entries ?? [])
            .Where(entry => entry.MountPoint.StartsWith(Brick.MountRoot + "/", StringComparison.Ordinal) && !known.Contains(entry.MountPoint))
            .Select(entry => Finding(
                FindingKind.Unknown, subject, entry.MountPoint, $"{entry.Device} {verb} {entry.MountPoint} and belongs to no brick of the books"));
    }

    private IEnumerable<BrickLayout> PossibleBricks() => books.PossibleBricksOf(node.NodeId).Select(brick => BrickLayout.Of(brick));

    private StateFinding Finding(FindingKind kind, string subject, string id, string message) =>
        new(kind, subject, clusterId, node.NodeId, id, $"node {books.Now.Nodes.Find(node.NodeId)?.ManageHost ?? node.NodeId}: {message}");

    private static HashSet<string>? Points(ImmutableArray<FileSystemEntry>? entries) =>
        entries?.Select(entry => entry.MountPoint).ToHashSet(StringComparer.Ordinal);

    /// <summary>"96260096.00k".</summary>
    private static ulong? KiB(string size) =>
        decimal.TryParse(size.TrimEnd('k'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? (ulong)value : null;
}
