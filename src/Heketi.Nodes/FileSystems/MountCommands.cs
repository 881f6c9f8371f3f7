using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.FileSystems;

/// <summary>A brick's mount and its directories.</summary>
internal sealed class MountCommands(ExecutorSettings settings)
{
    public static CommandStep MakeMountPoint(BrickLayout brick) => new(CommandLine.Of("mkdir", "-p", brick.MountPath));

    public CommandStep Mount(BrickLayout brick) =>
        new CommandStep(CommandLine.Of("mount", "-o", settings.MountOptions, brick.BlockDevice, brick.MountPath)).Or(IsMounted(brick));

    public static CommandStep MakeBrickDirectory(BrickLayout brick) =>
        new CommandStep(CommandLine.Of("mkdir", brick.Path)).Or(CommandLine.Of("test", "-d", brick.Path));

    /// <summary>Members of the group may write, and what they make belongs to the group.</summary>
    public static IEnumerable<CommandStep> GiveToGroup(BrickLayout brick) =>
    [
        new(CommandLine.Of("chown", ":" + brick.Gid.ToString(CultureInfo.InvariantCulture), brick.Path)),
        new(CommandLine.Of("chmod", "2775", brick.Path)),
    ];

    /// <summary>Writes the brick's file system out. coreutils before 8.24 (CentOS 7) knows no -f, and writes all file systems out without it.</summary>
    public static CommandStep Sync(BrickLayout brick) =>
        new CommandStep(CommandLine.Of("sync", "-f", brick.Path)).Or(CommandLine.Of("sync", brick.Path));

    public CommandStep Unmount(BrickLayout brick)
    {
        var step = new CommandStep(CommandLine.Of("umount", brick.MountPath)).Or(IsMounted(brick), FallbackKind.Fails);
        return settings.DebugUmountFailures ? step.Or(CommandLine.Of("lsof", brick.MountPath), FallbackKind.Explains) : step;
    }

    /// <summary>rmdir takes empty directories only: were the brick still mounted, its files would be safe.</summary>
    public static CommandStep RemoveMountPoint(string path) =>
        new CommandStep(CommandLine.Of("rmdir", path)).Or(CommandLine.Of("test", "!", "-e", path));

    /// <summary>The directory that Gluster made for the mounts of a clone, once the last of them is gone. It is in memory: a boot takes it too.</summary>
    public static IEnumerable<CommandStep> RemoveDirectoryOfClone(BrickLayout brick) =>
        brick.MountPath.StartsWith("/run/gluster/snaps/", StringComparison.Ordinal)
            ? [new CommandStep(CommandLine.Of("rmdir", brick.MountPath[..brick.MountPath.LastIndexOf('/')])) { MayFail = true }]
            : [];

    private static CommandLine IsMounted(BrickLayout brick) => CommandLine.Of("findmnt", "-n", brick.BlockDevice, brick.MountPath);
}
