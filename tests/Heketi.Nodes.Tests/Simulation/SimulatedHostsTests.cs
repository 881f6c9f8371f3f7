using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Nodes.Tests.Simulation;

public sealed class SimulatedHostsTests
{
    private const ulong GiB = 1024 * 1024;
    private static readonly NodeHost First = new("n1", "h1", "s1");
    private static readonly NodeHost Second = new("n2", "h2", "s2");
    private static readonly GlusterPool Pool = new("c", [First, Second]);
    private static readonly BrickLayout Brick = new("b", "vg_d", "tp_b", "brick_b", "/m/vg_d/brick_b/brick", GiB, GiB, 8192, IsArbiter: false, Gid: 0);
    private readonly CommandStorageNodes _nodes = new(
        new StepwiseBatchRunner(new SimulatedHosts(deviceSizeGiB: 500)), new(), TimeProvider.System, NullLoggerFactory.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_gets_a_volume_group_once_and_is_free_again_after_the_tear_down()
    {
        var made = await SetUpAsync();

        made.Should().BeEquivalentTo(new { TotalKiB = 500 * GiB, FreeKiB = 500 * GiB, ExtentSizeKiB = 4096ul });
        (await _nodes.Devices.IdentifyAsync(First, "/dev/sdb", Token)).Should().Be(new DeviceIdentity(made.PvUuid, "vg_d"));
        (await _nodes.Devices.IdentifyAsync(Second, "/dev/sdb", Token)).Should().BeNull();
        await _nodes.Invoking(nodes => nodes.Devices.SetUpAsync(First, "/dev/sdb", "other", destroyData: false, Token)).Should().ThrowAsync<DiskInUseException>();

        await _nodes.Devices.TearDownAsync(First, new("d", "/dev/sdb", made.PvUuid, []), Token);
        (await _nodes.Devices.IdentifyAsync(First, "/dev/sdb", Token)).Should().BeNull();
    }

    [Fact]
    public async Task Bricks_take_their_space_and_give_it_back()
    {
        var made = await SetUpAsync();
        var device = new DeviceHandle("d", "/dev/sdb", made.PvUuid, []);

        await _nodes.Bricks.CreateAsync(First, [Brick], Token);
        await _nodes.Bricks.CreateAsync(First, [Brick], Token);
        (await _nodes.Devices.InspectAsync(First, device, Token)).FreeKiB.Should().Be((499 * GiB) - 8192);

        (await _nodes.Bricks.DestroyAsync(First, [Brick], Token)).Should().Equal("b");
        (await _nodes.Bricks.DestroyAsync(First, [Brick], Token)).Should().Equal("b");
        (await _nodes.Devices.InspectAsync(First, device, Token)).FreeKiB.Should().Be(500 * GiB);
    }

    [Fact]
    public async Task A_brick_larger_than_the_disk_is_refused()
    {
        await SetUpAsync();
        await _nodes.Invoking(nodes => nodes.Bricks.CreateAsync(First, [Brick with { PoolSizeKiB = 501 * GiB }], Token))
            .Should().ThrowAsync<NodeCommandException>();
    }

    [Fact]
    public async Task Volumes_belong_to_the_pool_that_their_hosts_joined()
    {
        await _nodes.Peers.ProbeAsync(Pool, Second, Token);

        await _nodes.Volumes.CreateAsync(Pool, Spec("s1:/1", "s2:/1"), Token);
        await _nodes.Volumes.CreateAsync(Pool, Spec("s1:/1", "s2:/1"), Token);
        await _nodes.Volumes.ExpandAsync(Pool, Spec("s1:/2", "s2:/2"), Token);

        var seen = await _nodes.Volumes.FindAsync(Pool with { Hosts = [Second] }, "v", Token);
        seen.Should().BeEquivalentTo(new { IsStarted = true, BrickPaths = (string[])["s1:/1", "s2:/1", "s1:/2", "s2:/2"], BricksPerSet = 2 });
        seen!.Options.Should().Contain("a", "b").And.Contain("user.heketi.id", "id");
        (await _nodes.Volumes.FindAsync(new("other", [new("n3", "h3", "s3")]), "v", Token)).Should().BeNull();
        await _nodes.Invoking(nodes => nodes.Peers.DetachAsync(Pool, Second, Token)).Should().ThrowAsync<NodeCommandException>();

        ImmutableHashSet<string> bricks = [.. seen.BrickPaths];
        await _nodes.Volumes.DeleteAsync(Pool, "v", bricks, Token);
        await _nodes.Volumes.DeleteAsync(Pool, "v", bricks, Token);
        (await _nodes.Volumes.ListAsync(Pool, Token)).Should().BeEmpty();
        await _nodes.Peers.DetachAsync(Pool, Second, Token);
    }

    [Fact]
    public async Task A_name_that_is_taken_by_other_bricks_is_refused()
    {
        await _nodes.Volumes.CreateAsync(Pool, Spec("s1:/1", "s2:/1"), Token);
        await _nodes.Invoking(nodes => nodes.Volumes.CreateAsync(Pool, Spec("s1:/3", "s2:/3"), Token)).Should().ThrowAsync<VolumeNameTakenException>();
    }

    private Task<DeviceReport> SetUpAsync() => _nodes.Devices.SetUpAsync(First, "/dev/sdb", "d", destroyData: false, Token);

    private static VolumeSpec Spec(params ImmutableArray<string> bricks) =>
        new("id", "v", new Durability { Kind = DurabilityKind.Replicate, Replica = 2 }, HasArbiter: false, bricks, ["a b"]);
}
