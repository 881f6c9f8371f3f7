using Heketi.Core.Placement;
using Heketi.Core.Topology;
using static Heketi.Core.Tests.Placement.TestCluster;

namespace Heketi.Core.Tests.Placement;

public sealed class BrickPlacerTests
{
    private static readonly PlacementLimits SmallBricks = new() { BrickMaxKiB = 6 * GiB };

    [Fact]
    public void Bricks_have_all_that_their_making_needs()
    {
        var cluster = Uniform(3, 1, 100 * GiB);

        var placed = Placed(cluster.Place(10, Replica(3), factor: 1.5f));

        foreach (var brick in placed.Bricks)
        {
            EntityId.IsValid(brick.Id).Should().BeTrue();
            brick.Should().Be(new Brick
            {
                Id = brick.Id,
                DeviceId = brick.DeviceId,
                NodeId = cluster.Topology.Devices[brick.DeviceId].NodeId,
                VolumeId = "v",
                Path = $"/var/lib/heketi/mounts/vg_{brick.DeviceId}/brick_{brick.Id}/brick",
                SizeKiB = 10 * GiB,
                PoolSizeKiB = 15 * GiB,
                PoolMetadataSizeKiB = 81920,
                ThinPool = "tp_" + brick.Id,
            });
        }
    }

    [Theory] // volumes_space_and_sizes: three devices of 500 GiB
    [InlineData(497, 3, 1, 521142272)]
    [InlineData(900, 1, 2, 471859200)]
    public void A_volume_is_split_into_the_fewest_sets_that_fit(long size, int replica, int sets, ulong brickKiB)
    {
        var placed = Placed(Uniform(3, 1, 500 * GiB).Place(size, Replica(replica)));

        placed.BrickSets.Should().HaveCount(sets);
        placed.Bricks.Should().OnlyContain(brick => brick.SizeKiB == brickKiB);
    }

    [Theory] // as above
    [InlineData(500, 3)]
    [InlineData(501, 3)]
    [InlineData(2000, 3)]
    [InlineData(1501, 1)]
    [InlineData(100000, 1)]
    [InlineData(2147483648, 1)]
    [InlineData(1L << 62, 3)]
    [InlineData(long.MaxValue, 3)]
    public void A_volume_that_is_too_large_is_refused(long size, int replica) =>
        Uniform(3, 1, 500 * GiB).Place(size, Replica(replica)).Should().BeOfType<PlacementResult.Refused>();

    [Fact]
    public void Bricks_above_the_largest_are_split_though_they_would_fit() =>
        Placed(Uniform(3, 1, 100 * GiB).Place(8, Replica(3), SmallBricks)).BrickSets.Should().HaveCount(2);

    [Theory] // volumes_disperse_success: expands by less than one set's smallest bricks
    [InlineData(1, 2, 1, 3)]
    [InlineData(3, 4, 2, 6)]
    [InlineData(7, 8, 3, 22)]
    [InlineData(7, 8, 4, 24)]
    public void An_expand_that_is_too_small_for_a_set_is_told_so(long size, int data, int redundancy, int existing)
    {
        var refused = Refused(Uniform(12, 1, 100 * GiB).Place(size, Disperse(data, redundancy), existingBricks: existing));

        refused.Kind.Should().Be(RefusalKind.BricksTooSmall);
        refused.Explanation.Should().Contain("the smallest that are allowed have 1 GiB (brick_min_size_gb)");
    }

    [Theory] // volumes_space_and_sizes, volumes_expand_clone_restriction
    [InlineData(100, 3 * 1048576UL)]
    [InlineData(5000, 400 * 1048576UL)]
    public void An_expand_that_is_too_large_meets_the_limit_of_bricks(long size, ulong freeKiB) =>
        Refused(Uniform(3, 1, freeKiB).Place(size, Replica(3), existingBricks: 3)).Kind.Should().Be(RefusalKind.TooManyBricks);

    [Fact]
    public void No_brick_set_is_added_above_the_limit_of_bricks()
    {
        var cluster = Uniform(3, 1, 100 * GiB);

        cluster.Place(1, Replica(3), existingBricks: 29).Should().BeOfType<PlacementResult.Placed>();
        var refused = Refused(cluster.Place(1, Replica(3), existingBricks: 30));

        refused.Should().BeEquivalentTo(new PlacementResult.Refused(
            RefusalKind.TooManyBricks,
            "a volume may have 32 bricks (max_bricks_per_volume), of which it has 30, and a brick set needs 3; no size would have fitted"));
    }

    [Fact]
    public void Too_few_nodes_are_no_matter_of_brick_sizes() =>
        Refused(Uniform(3, 4, 100 * GiB).Place(10, Disperse(4, 2))).Should().BeEquivalentTo(new PlacementResult.Refused(
            RefusalKind.NoSpace,
            "6 nodes are needed for the bricks of a set; of 12 devices on 3 nodes: 12 left on 3 nodes in 3 zones; no size would have fitted"));

    [Fact]
    public void Too_few_zones_are_no_matter_of_brick_sizes() =>
        Refused(Uniform(3, 1, 100 * GiB, _ => 1).Place(10, Replica(3), strictZones: true)).Should().BeEquivalentTo(new PlacementResult.Refused(
            RefusalKind.NoSpace,
            "3 zones are needed for the bricks of a set; of 3 devices on 3 nodes: 3 left on 3 nodes in 1 zone; no size would have fitted"));

    [Fact]
    public void A_refusal_says_what_ruled_out_how_many_devices_and_what_would_have_fitted()
    {
        var cluster = Uniform(3, 1, 10 * GiB);
        cluster.AddDevice(cluster.AddNode(state: EntryState.Offline), 100 * GiB);
        cluster.AddDevice(cluster.AddNode(state: EntryState.Failed), 100 * GiB);
        var node = cluster.AddNode();
        cluster.AddDevice(node, 100 * GiB, EntryState.Offline);
        cluster.AddDevice(node, 100 * GiB, EntryState.Failed);
        cluster.AddDevice(node, 1 * GiB);
        var tagged = cluster.AddDevice(node, 100 * GiB);

        var refused = Refused(cluster.Place(20, Replica(3), filter: (_, device) => device.Id == tagged.Id ? "device tag x" : null));

        refused.Explanation.Should().Be(
            "3 nodes are needed for the bricks of a set; of 9 devices on 6 nodes: 1 on an offline node, 1 on a failed node, 1 offline, "
            + "1 failed, 1 ruled out (device tag x), 1 with too little free space for bricks of 2.5 GiB, the smallest that could be tried, "
            + "3 left on 3 nodes in 3 zones with room for 9 of 24 bricks of 2.5 GiB; the largest size that would have fitted is 9 GiB");
    }

    [Fact]
    public void A_cluster_that_is_not_there_has_no_space() =>
        Refused(new TestCluster().Place(1, None())).Explanation.Should().Be(
            "a device is needed; of 0 devices on 0 nodes: none left; no size would have fitted");

    [Fact]
    public void Offline_and_failed_entries_are_never_used()
    {
        var cluster = Uniform(3, 1, 10 * GiB);
        cluster.AddDevice(cluster.AddNode(4, EntryState.Offline), 1000 * GiB);
        cluster.AddDevice(cluster.AddNode(5, EntryState.Failed), 1000 * GiB);
        var node = cluster.AddNode(6);
        cluster.AddDevice(node, 1000 * GiB, EntryState.Offline);
        cluster.AddDevice(node, 1000 * GiB, EntryState.Failed);

        Placed(cluster.Place(5, Replica(3))).Bricks.Select(brick => brick.DeviceId).Should().BeEquivalentTo("d000", "d001", "d002");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Equal_devices_stay_equally_full(bool unevenSets)
    {
        var cluster = Uniform(5, 4, 1000 * GiB);
        for (var i = 0; i < 150; i++)
        {
            cluster.Take(Placed(cluster.Place(10, Replica(unevenSets && i % 2 == 0 ? 2 : 3), seed: i)));
        }

        var bricks = cluster.Topology.Devices.Select(device => cluster.Topology.BricksOfDevice(device.Id).Count).ToList();
        (bricks.Max() - bricks.Min()).Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Devices_of_other_sizes_are_filled_to_the_same_part()
    {
        var cluster = new TestCluster();
        foreach (var size in new ulong[] { 100, 200, 400, 800 })
        {
            cluster.AddDevice(cluster.AddNode(), size * GiB);
        }

        for (var i = 0; i < 50; i++)
        {
            cluster.Take(Placed(cluster.Place(10, None(), seed: i)));
        }

        var used = cluster.Topology.Devices.Select(device => (double)device.Storage.UsedKiB / device.Storage.TotalKiB).ToList();
        (used.Max() - used.Min()).Should().BeLessThanOrEqualTo(0.11);
    }

    [Fact]
    public void Sets_of_one_volume_spread_over_nodes()
    {
        var cluster = Uniform(6, 4, 100 * GiB);

        var placed = Placed(cluster.Place(10, Replica(3), SmallBricks));

        placed.Bricks.Select(brick => brick.NodeId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Randomness_chooses_between_equal_devices() =>
        Enumerable.Range(0, 50)
            .Select(seed => Placed(Uniform(3, 1, 100 * GiB).Place(1, None(), seed: seed)).Bricks.Single().DeviceId)
            .Distinct().Should().HaveCount(3);

    [Fact]
    public void No_replica_count_means_two() => Placed(Uniform(3, 1, 10 * GiB).Place(1, Replica(0))).Bricks.Should().HaveCount(2);

    [Fact]
    public void Any_snapshot_factor_is_answered() =>
        Uniform(3, 1, 10 * GiB).Place(1, None(), factor: float.PositiveInfinity).Should().BeOfType<PlacementResult.Refused>();

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(-1, 1, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, 3, -1)]
    public void Sizes_and_counts_that_mean_nothing_are_out_of_range(long size, int replica, int existing)
    {
        var act = () => Uniform(3, 1, 10 * GiB).Place(size, Replica(replica), existingBricks: existing);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(2, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Disperse_counts_that_mean_nothing_are_out_of_range(int data, int redundancy)
    {
        var act = () => Uniform(3, 1, 10 * GiB).Place(1, Disperse(data, redundancy));

        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(11, 10)]
    public void Limits_that_allow_no_brick_are_refused(ulong min, ulong max)
    {
        var act = () => new BrickPlacer(new() { BrickMinKiB = min, BrickMaxKiB = max }, new Random(1), EntityId.New);

        act.Should().Throw<ArgumentException>();
    }

    private static PlacementResult.Placed Placed(PlacementResult result) =>
        result.Should().BeOfType<PlacementResult.Placed>().Subject;

    private static PlacementResult.Refused Refused(PlacementResult result) =>
        result.Should().BeOfType<PlacementResult.Refused>().Subject;
}
