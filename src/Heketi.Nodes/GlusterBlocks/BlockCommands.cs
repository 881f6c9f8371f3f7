using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.GlusterBlocks;

/// <summary>Commands of the gluster-block CLI, worded as the original words them, with JSON answers.</summary>
internal sealed class BlockCommands(ExecutorSettings settings)
{
    private static readonly CommandLine GlusterBlock = CommandLine.Of("gluster-block");

    public CommandLine Create(BlockSpec block) => GlusterBlock.With(
        "create",
        $"{block.HostingVolume}/{block.Name}",
        "ha", Number(block.Hosts.Length),
        "auth", block.Auth ? "enable" : "disable",
        "prealloc", settings.BlockPreallocation,
        string.Join(',', block.Hosts),
        GiB(block.SizeGiB),
        "--json");

    public static CommandLine Info(string hostingVolume, string name) => GlusterBlock.With("info", $"{hostingVolume}/{name}", "--json");

    public static CommandLine List(string hostingVolume) => GlusterBlock.With("list", hostingVolume, "--json");

    public static CommandLine Resize(string hostingVolume, string name, int sizeGiB) =>
        GlusterBlock.With("modify", $"{hostingVolume}/{name}", "size", GiB(sizeGiB), "--json");

    public static CommandLine Delete(string hostingVolume, string name) => GlusterBlock.With("delete", $"{hostingVolume}/{name}", "--json");

    private static string GiB(int size) => Number(size) + "GiB";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
