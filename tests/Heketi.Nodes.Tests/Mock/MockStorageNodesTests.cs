using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Mock;

namespace Heketi.Nodes.Tests.Mock;

public sealed class MockStorageNodesTests
{
    private static readonly GlusterPool Pool = new("c", []);
    private static readonly NodeHost Host = new("n", "h", "s");
    private readonly MockStorageNodes _nodes = new(deviceSizeGiB: 500);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Devices_are_empty_and_have_no_identity()
    {
        var made = await _nodes.Devices.SetUpAsync(Host, "/dev/sdb", "d", destroyData: false, Token);
        var unknown = await _nodes.Devices.InspectAsync(Host, new("other", "/dev/sdc", "", []), Token);

        made.Should().Be(new DeviceReport(524288000, 524288000, 4096, "", made.Paths));
        made.Paths.Should().BeEmpty();
        unknown.Should().Be(made);
    }

    [Fact]
    public async Task Volumes_of_a_database_are_there_with_each_set_on_nodes_of_its_own()
    {
        var topology = TopologySnapshot.Empty;
        foreach (var n in (int[])[1, 2, 3])
        {
            topology = topology.Put(new Node { Id = $"n{n}", ClusterId = "c", StorageHostnames = [$"s{n}"] });
            topology = topology.Put(OldBrick($"a{n}", $"n{n}", "v")).Put(OldBrick($"b{n}", $"n{n}", "v"));
        }

        topology = topology
            .Put(new Volume { Id = "v", Name = "data", ClusterId = "c", SizeGiB = 1, Durability = new() { Kind = DurabilityKind.Replicate, Replica = 3 } })
            .Put(new Volume { Id = "w", Name = "coming", ClusterId = "c", SizeGiB = 1, PendingId = "op" })
            .Put(OldBrick("x", "n1", "v") with { PendingId = "op" });

        _nodes.Remember(topology);

        var found = (await _nodes.Volumes.ListAsync(Pool, Token)).Should().ContainSingle().Which;
        found.Name.Should().Be("data");
        found.BrickPaths.Should().HaveCount(6);
        found.BrickPaths.Chunk(3).Should().OnlyContain(set => set.DistinctBy(path => path.Split(':')[0]).Count() == 3);
    }

    [Fact]
    public async Task Bricks_are_replaced_in_their_place_and_healed_at_once()
    {
        await _nodes.Volumes.CreateAsync(Pool, Spec("v", "s:/1"), Token);
        await _nodes.Volumes.ExpandAsync(Pool, Spec("v", "s:/2"), Token);

        await _nodes.Heals.ReplaceBrickAsync(Pool, "v", "s:/1", "s:/3", Token);
        await _nodes.Heals.ReplaceBrickAsync(Pool, "v", "s:/1", "s:/3", Token);

        (await _nodes.Volumes.FindAsync(Pool, "v", Token))!.BrickPaths.Should().Equal("s:/3", "s:/2");
        (await _nodes.Heals.InfoAsync(Pool, "v", Token)).Should().Equal(new BrickHeal("s:/3", true, 0), new BrickHeal("s:/2", true, 0));
        await _nodes.Heals.Invoking(heals => heals.ReplaceBrickAsync(Pool, "v", "s:/9", "s:/8", Token)).Should().ThrowAsync<NodeException>();
        await _nodes.Heals.Invoking(heals => heals.InfoAsync(Pool, "other", Token)).Should().ThrowAsync<NodeException>();
    }

    [Fact]
    public async Task Volumes_are_found_with_their_bricks_until_they_are_deleted()
    {
        await _nodes.Volumes.CreateAsync(Pool, Spec("v", "s:/1"), Token);
        await _nodes.Volumes.ExpandAsync(Pool, Spec("v", "s:/2"), Token);
        await _nodes.Volumes.ExpandAsync(Pool, Spec("v", "s:/2"), Token);

        (await _nodes.Volumes.FindAsync(Pool, "v", Token))!.BrickPaths.Should().Equal("s:/1", "s:/2");
        (await _nodes.Volumes.FindAsync(Pool with { ClusterId = "other" }, "v", Token)).Should().BeNull();
        (await _nodes.Volumes.ListAsync(Pool, Token)).Should().ContainSingle();

        await _nodes.Volumes.DeleteAsync(Pool, "v", ["s:/1", "s:/2"], Token);
        await _nodes.Volumes.DeleteAsync(Pool, "v", ["s:/1", "s:/2"], Token);
        (await _nodes.Volumes.ListAsync(Pool, Token)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_name_is_taken_by_other_bricks_only()
    {
        await _nodes.Volumes.CreateAsync(Pool, Spec("v", "s:/1"), Token);
        await _nodes.Volumes.CreateAsync(Pool, Spec("v", "s:/1"), Token);

        await _nodes.Invoking(nodes => nodes.Volumes.CreateAsync(Pool, Spec("v", "s:/2"), Token)).Should().ThrowAsync<VolumeNameTakenException>();
        await _nodes.Invoking(nodes => nodes.Volumes.DeleteAsync(Pool, "v", ["s:/2"], Token)).Should().ThrowAsync<VolumeNameTakenException>();
    }

    [Fact]
    public async Task Bricks_give_their_pools_back()
    {
        BrickLayout brick = new("b", "vg_d", "tp_b", "brick_b", "/x/brick", 1, 1, 1, IsArbiter: false, Gid: 0);

        await _nodes.Bricks.CreateAsync(Host, [brick], Token);

        (await _nodes.Bricks.DestroyAsync(Host, [brick], Token)).Should().Equal("b");
    }

    private static VolumeSpec Spec(string name, params ImmutableArray<string> bricks) =>
        new("0123456789abcdef0123456789abcdef", name, new Durability { Kind = DurabilityKind.None }, HasArbiter: false, bricks, []);

    private static Brick OldBrick(string id, string node, string volume) => new()
    {
        Id = id,
        DeviceId = "d" + node,
        NodeId = node,
        VolumeId = volume,
        Path = "/bricks/" + id,
        SizeKiB = 1,
        PoolSizeKiB = 1,
        PoolMetadataSizeKiB = 1,
    };
}
