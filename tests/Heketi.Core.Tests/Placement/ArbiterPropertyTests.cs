using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>What must hold for arbiter volumes on any topology. A failure names the seed of its case.</summary>
public sealed partial class ArbiterPropertyTests
{
    private const int Cases = 1500;

    [Fact]
    public void A_volume_is_refused_only_when_trying_everything_finds_no_place()
    {
        var answers = new Dictionary<int, int>();
        foreach (var @case in ArbiterCase.Small(Cases))
        {
            var sets = (@case.Place() as PlacementResult.Placed)?.BrickSets.Length;

            sets.Should().Be(new ArbiterBruteForce(@case).FewestSets(@case.Size), "seed {0}", @case.Seed);
            answers[sets ?? 0] = answers.GetValueOrDefault(sets ?? 0) + 1;
        }

        answers.Keys.Should().BeEquivalentTo([0, 1, 2, 4], "all answers are to be tested");
        answers.Values.Should().OnlyContain(count => count > 10);
    }

    [Fact]
    public void Sets_have_two_data_bricks_then_an_arbiter_in_different_places_on_devices_that_take_them()
    {
        foreach (var (@case, placed) in PlacedCases())
        {
            var topology = @case.Cluster.Topology;
            foreach (var set in placed.BrickSets)
            {
                var brickKiB = set[0].SizeKiB;
                set.Select(b => b.SubType).Should().Equal([BrickSubType.Normal, BrickSubType.Normal, BrickSubType.Arbiter], "seed {0}", @case.Seed);
                set.Select(b => b.SizeKiB).Should().Equal([brickKiB, brickKiB, Math.Max(brickKiB / @case.AverageFileKiB, 16384)], "seed {0}", @case.Seed);
                set.Select(b => b.NodeId).Should().OnlyHaveUniqueItems("seed {0}", @case.Seed);
                if (@case.StrictZones)
                {
                    set.Select(b => topology.Nodes[b.NodeId].Zone).Should().OnlyHaveUniqueItems("seed {0}", @case.Seed);
                }

                foreach (var brick in set)
                {
                    var device = topology.Devices[brick.DeviceId];
                    ArbiterTag.Refusal(brick.SubType, topology.Nodes[brick.NodeId], device).Should().BeNull("seed {0}", @case.Seed);
                    (device.State is EntryState.Online && RandomCase.Accepts(device)).Should().BeTrue("seed {0}", @case.Seed);
                }
            }

            placed.BrickSets.Sum(set => (decimal)set[0].SizeKiB).Should().BeGreaterThanOrEqualTo((decimal)@case.Size * TestCluster.GiB, "seed {0}", @case.Seed);
        }
    }

    [Fact]
    public void Books_add_up_until_a_cluster_is_full()
    {
        foreach (var @case in ArbiterCase.Large(Cases / 10))
        {
            for (var i = 0; i < 50 && @case.Place() is PlacementResult.Placed placed; i++)
            {
                @case.Cluster.Take(placed);
            }

            @case.Cluster.Topology.Devices.Should().OnlyContain(
                d => d.Storage.FreeKiB + d.Storage.UsedKiB == d.Storage.TotalKiB && d.Storage.FreeKiB % d.ExtentSizeKiB == 0, "seed {0}", @case.Seed);
        }
    }

    [Fact]
    public void The_largest_size_that_would_have_fitted_fits_and_no_larger_one_does()
    {
        foreach (var @case in ArbiterCase.Small(Cases / 4).Concat(ArbiterCase.Large(Cases / 4)))
        {
            if (@case.Place() is not PlacementResult.Refused refused)
            {
                continue;
            }

            var match = LargestSize().Match(refused.Explanation);
            var largest = match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            refused.LargestGiB.Should().Be(largest, "seed {0}", @case.Seed);
            if (largest > 0)
            {
                @case.Place(largest).Should().BeOfType<PlacementResult.Placed>("seed {0}, {1}", @case.Seed, refused.Explanation);
            }

            for (var size = largest + 1; size < largest + 8; size++)
            {
                @case.Place(size).Should().BeOfType<PlacementResult.Refused>("seed {0}, {1} GiB, {2}", @case.Seed, size, refused.Explanation);
            }
        }
    }

    private static IEnumerable<(ArbiterCase Case, PlacementResult.Placed Placed)> PlacedCases() =>
        ArbiterCase.Large(Cases).Concat(ArbiterCase.Small(Cases))
            .Select(@case => (@case, Placed: @case.Place() as PlacementResult.Placed))
            .Where(pair => pair.Placed is not null)
            .Select(pair => (pair.@case, pair.Placed!));

    [GeneratedRegex(@"; the largest size that would have fitted is (\d+) GiB$")]
    private static partial Regex LargestSize();
}
