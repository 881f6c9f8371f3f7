using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>What must hold on any topology. A failure names the seed of its case.</summary>
public sealed partial class BrickPlacerPropertyTests
{
    private const int Cases = 2000;

    [Fact]
    public void Bricks_of_a_set_are_on_different_nodes_and_if_strict_in_different_zones()
    {
        foreach (var (@case, placed) in PlacedCases())
        {
            var nodes = @case.Cluster.Topology.Nodes;
            foreach (var set in placed.BrickSets)
            {
                set.Should().HaveCount(@case.Durability.BricksPerSet, "seed {0}", @case.Seed);
                set.Select(brick => brick.NodeId).Should().OnlyHaveUniqueItems("seed {0}", @case.Seed);
                if (@case.StrictZones)
                {
                    set.Select(brick => nodes[brick.NodeId].Zone).Should().OnlyHaveUniqueItems("seed {0}", @case.Seed);
                }
            }
        }
    }

    [Fact]
    public void Bricks_are_on_devices_that_may_be_used_only()
    {
        foreach (var (@case, placed) in PlacedCases())
        {
            foreach (var brick in placed.Bricks)
            {
                var device = @case.Cluster.Topology.Devices[brick.DeviceId];
                brick.NodeId.Should().Be(device.NodeId, "seed {0}", @case.Seed);
                device.State.Should().Be(EntryState.Online, "seed {0}", @case.Seed);
                @case.Cluster.Topology.Nodes[device.NodeId].State.Should().Be(EntryState.Online, "seed {0}", @case.Seed);
                RandomCase.Accepts(device).Should().BeTrue("seed {0}", @case.Seed);
            }
        }
    }

    [Fact]
    public void Bricks_keep_the_limits_and_hold_the_volume()
    {
        foreach (var (@case, placed) in PlacedCases())
        {
            var bricks = placed.Bricks.ToList();
            bricks.Should().OnlyContain(b => b.SizeKiB >= @case.Limits.BrickMinKiB, "seed {0}", @case.Seed);
            bricks.Should().OnlyContain(b => b.SizeKiB <= @case.Limits.BrickMaxKiB, "seed {0}", @case.Seed);
            bricks.Count.Should().BeLessThanOrEqualTo(@case.Limits.MaxBricksPerVolume, "seed {0}", @case.Seed);
            var volumeKiB = bricks[0].SizeKiB * (ulong)(placed.BrickSets.Length * @case.Durability.DataBricksPerSet);
            volumeKiB.Should().BeGreaterThanOrEqualTo((ulong)@case.Size * TestCluster.GiB, "seed {0}", @case.Seed);
        }
    }

    [Fact]
    public void Books_add_up_until_a_cluster_is_full()
    {
        foreach (var @case in RandomCase.Large(Cases / 4))
        {
            for (var i = 0; i < 50 && @case.Place() is PlacementResult.Placed placed; i++)
            {
                @case.Cluster.Take(placed);
            }

            var topology = @case.Cluster.Topology;
            foreach (var device in topology.Devices)
            {
                var bricks = topology.BricksOfDevice(device.Id).Select(id => topology.Bricks[id]).ToList();
                var storage = device.Storage;
                (storage.FreeKiB + storage.UsedKiB).Should().Be(storage.TotalKiB, "seed {0}", @case.Seed);
                (storage.FreeKiB % device.ExtentSizeKiB).Should().Be(0, "seed {0}", @case.Seed);
                bricks.Should().OnlyContain(
                    b => b.PoolSizeKiB % device.ExtentSizeKiB == 0 && b.PoolMetadataSizeKiB % device.ExtentSizeKiB == 0,
                    "seed {0}", @case.Seed);
                bricks.Aggregate(0UL, (sum, b) => sum + b.TotalKiB).Should().BeLessThanOrEqualTo(storage.UsedKiB, "seed {0}", @case.Seed);
            }
        }
    }

    [Fact]
    public void A_volume_is_refused_only_when_trying_everything_finds_no_place()
    {
        var refused = 0;
        foreach (var @case in RandomCase.Small(Cases))
        {
            var sets = (@case.Place() as PlacementResult.Placed)?.BrickSets.Length;

            sets.Should().Be(new BruteForce(@case).FewestSets(@case.Size), "seed {0}", @case.Seed);
            refused += sets is null ? 1 : 0;
        }

        refused.Should().BeInRange(Cases / 10, Cases * 9 / 10, "both answers are to be tested");
    }

    [Fact]
    public void A_set_has_as_many_zones_as_the_sets_after_it_allow()
    {
        foreach (var @case in RandomCase.Small(Cases))
        {
            if (@case.Place() is PlacementResult.Placed placed)
            {
                var nodes = @case.Cluster.Topology.Nodes;
                var zones = placed.BrickSets[0].Select(brick => nodes[brick.NodeId].Zone).Distinct().Count();

                zones.Should().Be(new BruteForce(@case).MostZonesOfFirstSet(@case.Size, placed.BrickSets.Length), "seed {0}", @case.Seed);
            }
        }
    }

    [Fact]
    public void The_largest_size_that_would_have_fitted_fits_and_no_larger_one_does()
    {
        foreach (var @case in RandomCase.Small(Cases / 2).Concat(RandomCase.Large(Cases / 2)))
        {
            if (@case.Place() is not PlacementResult.Refused refused)
            {
                continue;
            }

            var match = LargestSize().Match(refused.Explanation);
            var largest = match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            match.Success.Should().Be(!refused.Explanation.EndsWith("; no size would have fitted", StringComparison.Ordinal), "seed {0}", @case.Seed);
            if (largest > 0)
            {
                @case.Place(largest).Should().BeOfType<PlacementResult.Placed>("seed {0}, {1}", @case.Seed, refused.Explanation);
            }

            for (var size = largest + 1; size < largest + 12; size++)
            {
                @case.Place(size).Should().BeOfType<PlacementResult.Refused>("seed {0}, {1} GiB, {2}", @case.Seed, size, refused.Explanation);
            }
        }
    }

    private static IEnumerable<(RandomCase Case, PlacementResult.Placed Placed)> PlacedCases() =>
        RandomCase.Large(Cases)
            .Select(@case => (@case, Placed: @case.Place() as PlacementResult.Placed))
            .Where(pair => pair.Placed is not null)
            .Select(pair => (pair.@case, pair.Placed!));

    [GeneratedRegex(@"; the largest size that would have fitted is (\d+) GiB$")]
    private static partial Regex LargestSize();
}
