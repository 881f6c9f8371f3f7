using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.FileSystems;

/// <summary>XFS on a brick's thin volume.</summary>
internal sealed class XfsCommands(ExecutorSettings settings)
{
    /// <summary>mkfs.xfs of xfsprogs 6 makes nothing smaller without being told to.</summary>
    private const ulong SmallKiB = 300 * 1024;

    /// <summary>
    /// Makes the file system. mkfs.xfs itself refuses a device that holds one; then it is ours from before. Small ones (arbiter
    /// bricks) need a flag that older xfsprogs do not know, so they are tried without it first.
    /// </summary>
    public CommandStep Make(BrickLayout brick)
    {
        var step = new CommandStep(Mkfs(brick, "mkfs.xfs")).Or(HasXfs(brick.BlockDevice));
        return brick.SizeKiB < SmallKiB ? step.Or(Mkfs(brick, "mkfs.xfs", "--unsupported")) : step;
    }

    private CommandLine Mkfs(BrickLayout brick, params ReadOnlySpan<CommandArgument> program)
    {
        // An arbiter brick holds nothing but inodes
        var command = CommandLine.Of(program).With("-i", brick.IsArbiter ? "maxpct=100" : "size=512");
        if (settings is { XfsStripeUnit: not 0, XfsStripeWidth: not 0 })
        {
            command = command.With("-d", string.Create(CultureInfo.InvariantCulture, $"su={settings.XfsStripeUnit}k,sw={settings.XfsStripeWidth}"));
        }

        return command.With("-n", "size=8192", brick.BlockDevice);
    }

    private static CommandLine HasXfs(string device) => CommandLine.Of("blkid", "-c", "/dev/null", "-t", "TYPE=xfs", device);
}
