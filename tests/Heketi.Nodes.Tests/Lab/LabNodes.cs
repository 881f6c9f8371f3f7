using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports.Ssh;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Tests.Lab;

/// <summary>The three real nodes of tests/lab, when HEKETI_LAB=1 and HEKETI_LAB_KEY names their key.</summary>
public sealed class LabNodes : IAsyncDisposable
{
    private readonly SshTransport _transport;
    private readonly BatchRunner _runner;

    public LabNodes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HEKETI_LAB") == "1", "HEKETI_LAB is not 1: the lab (tests/lab/lab up) is not to be used.");
        var settings = new SshSettings { KeyFile = Environment.GetEnvironmentVariable("HEKETI_LAB_KEY") ?? "", User = "root", Port = 2222 };
        _transport = new(settings, TimeProvider.System, Loggers.CreateLogger<SshTransport>());
        _runner = new(_transport, useSudo: false, Loggers.CreateLogger<BatchRunner>());
        Nodes = new(_transport, new ExecutorSettings(), TimeProvider.System, Loggers);
    }

    public RecordingLoggers Loggers { get; } = new();

    public CommandStorageNodes Nodes { get; }

    /// <summary>Nodes of the lab that may be used (HEKETI_LAB_NODES, default "1,2,3").</summary>
    public static ImmutableArray<NodeHost> Hosts { get; } =
        [.. ListOf("HEKETI_LAB_NODES", "1,2,3").Select(number => new NodeHost(number, "127.0.0.1" + number, "node" + number))];

    /// <summary>Disks of each node that may be used (HEKETI_LAB_DISKS, default "vda,vdb").</summary>
    public static ImmutableArray<string> Disks { get; } = ListOf("HEKETI_LAB_DISKS", "vda,vdb");

    public static GlusterPool Pool { get; } = new("lab", Hosts);

    /// <summary>What of ours is on a node: logical volumes, fstab lines, mounts, directories.</summary>
    public async Task<string> RemainsAsync(NodeHost host) => await ShellAsync(
        host,
        "/usr/sbin/lvm lvs --noheadings -a -o vg_name,lv_name | sort; grep heketi /etc/fstab; grep heketi /proc/mounts; find /var/lib/heketi/mounts -mindepth 2 -maxdepth 2; ls /etc/fstab.*; true");

    public async Task<string> ShellAsync(NodeHost host, string script)
    {
        var result = await _runner.RunAsync(host, new([new(CommandLine.Of("/bin/bash", "-c", script))], TimeSpan.FromMinutes(5)), CancellationToken.None);
        return result.EnsureDone().Steps[0].OutputText;
    }

    private static ImmutableArray<string> ListOf(string variable, string otherwise) =>
        [.. (Environment.GetEnvironmentVariable(variable) ?? otherwise).Split(',')];

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

    public async ValueTask DisposeAsync()
    {
        foreach (var line in Loggers.Lines)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        Loggers.Dispose();
        await _transport.DisposeAsync();
    }
}
