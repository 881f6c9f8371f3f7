using System.Collections.Immutable;
using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports;

namespace Heketi.Nodes.Tests.FileSystems;

/// <summary>How long the lines get that make and destroy many bricks.</summary>
public sealed class BrickBatchTests : IDisposable
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>Everything that makes a brick's commands longer.</summary>
    private static readonly ExecutorSettings Wordy = new()
    {
        Sudo = true,
        Fstab = "/var/lib/heketi/fstab",
        MountOptions = "rw,inode64,noatime,nouuid,logbufs=8,logbsize=256k,allocsize=64k,largeio,swalloc",
        LvmWrapper = "/usr/bin/nsenter --mount=/rootfs/proc/1/ns/mnt --ipc=/rootfs/proc/1/ns/ipc --net=/rootfs/proc/1/ns/net --",
        BackupLvmMetadata = true,
        XfsStripeUnit = 1024,
        XfsStripeWidth = 1024,
        DebugUmountFailures = true,
    };

    private readonly RecordingLoggers _loggers = new();
    private readonly Ear _ear = new();

    public void Dispose() => _loggers.Dispose();

    private IBrickService Bricks => new CommandStorageNodes(_ear, Wordy, TimeProvider.System, _loggers).Bricks;

    [Fact]
    public Task Twelve_bricks_are_made_in_one_exec() => ShouldTakeTwelveAsync(Bricks.CreateAsync);

    [Fact]
    public Task Twelve_bricks_are_destroyed_in_one_exec() => ShouldTakeTwelveAsync(Bricks.DestroyAsync);

    [Fact]
    public Task Twelve_bricks_are_synced_in_one_exec() => ShouldTakeTwelveAsync(Bricks.PersistAsync);

    private async Task ShouldTakeTwelveAsync(Func<NodeHost, ImmutableArray<BrickLayout>, CancellationToken, Task> act)
    {
        ImmutableArray<BrickLayout> bricks = [.. Enumerable.Range(0, 24).Select(Brick)];

        await FluentActions.Awaiting(() => act(FakeNode.Host, bricks, TestContext.Current.CancellationToken)).Should().ThrowAsync<NodeUnreachableException>();

        bricks.Count(brick => _ear.Heard.Contains(brick.LogicalVolume, StringComparison.Ordinal)).Should().Be(12);
        Encoding.UTF8.GetByteCount(_ear.Heard).Should().BeLessThanOrEqualTo(MaxBytes);
    }

    /// <summary>An arbiter brick of a clone, small enough for all ways to make its file system, with a group.</summary>
    private static BrickLayout Brick(int number)
    {
        var id = number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            id, "vg_" + id, "tp_" + id, "brick_" + id, $"/run/gluster/snaps/{id}/brick{number}/brick_{id}/brick",
            SizeKiB: 200 * 1024, PoolSizeKiB: 9_999_999_999, PoolMetadataSizeKiB: 16_777_216, IsArbiter: true, Gid: 2_147_483_647);
    }

    /// <summary>Keeps the line that it is given, and runs nothing.</summary>
    private sealed class Ear : ICommandTransport
    {
        public string Heard { get; private set; } = "";

        public Task<ExecOutput> ExecAsync(NodeHost host, CommandLine command, TimeSpan patience, CancellationToken cancellationToken)
        {
            Heard = command.Render();
            return Task.FromException<ExecOutput>(new NodeUnreachableException($"{Encoding.UTF8.GetByteCount(Heard)} bytes", host.ManageHost));
        }
    }
}
