using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Transports.Ssh;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.EndToEnd.Lab;

/// <summary>The node commands themselves on the lab's nodes, without a server.</summary>
internal sealed class NodeCommands : IAsyncDisposable
{
    private readonly SshTransport transport;
    private readonly BatchRunner runner;

    public NodeCommands(string keyFile)
    {
        var settings = new SshSettings { KeyFile = keyFile, User = "root", Port = 2222 };
        transport = new(settings, TimeProvider.System, NullLogger<SshTransport>.Instance);
        runner = new(transport, useSudo: false, NullLogger<BatchRunner>.Instance);
        Nodes = new(transport, new ExecutorSettings(), TimeProvider.System, NullLoggerFactory.Instance);
    }

    public CommandStorageNodes Nodes { get; }

    public static ImmutableArray<NodeHost> Hosts { get; } = [.. "123".Select(number => new NodeHost($"{number}", $"127.0.0.1{number}", $"node{number}"))];

    public static ImmutableArray<string> Disks { get; } = ["/dev/vda", "/dev/vdb"];

    public static GlusterPool Pool { get; } = new("lab", Hosts);

    /// <summary>What of ours is on a node: logical volumes, fstab lines, mounts, directories.</summary>
    public async Task<string> RemainsAsync(NodeHost host) => await ShellAsync(
        host,
        "/usr/sbin/lvm lvs --noheadings -a -o vg_name,lv_name | sort; grep heketi /etc/fstab; grep heketi /proc/mounts; find /var/lib/heketi/mounts -mindepth 2 -maxdepth 2; ls /etc/fstab.*; true");

    public async Task<string> ShellAsync(NodeHost host, string script)
    {
        var result = await runner.RunAsync(host, new([new(CommandLine.Of("/bin/bash", "-c", script))], TimeSpan.FromMinutes(5)), CancellationToken.None);
        return result.EnsureDone().Steps[0].OutputText;
    }

    public static BrickLayout Brick(string deviceId, string brickId, ulong sizeGiB, bool isArbiter = false, long gid = 0) => BrickLayout.Of(
        new Brick
        {
            Id = brickId,
            DeviceId = deviceId,
            NodeId = "n",
            VolumeId = "v",
            Path = Core.Topology.Brick.PathOf(deviceId, brickId),
            SizeKiB = isArbiter ? 32768 : sizeGiB * 1024 * 1024,
            PoolSizeKiB = isArbiter ? 32768 : sizeGiB * 1024 * 1024,
            PoolMetadataSizeKiB = isArbiter ? 4096u : 12288,
            SubType = isArbiter ? BrickSubType.Arbiter : BrickSubType.Normal,
        },
        gid);

    public async ValueTask DisposeAsync() => await transport.DisposeAsync();
}
