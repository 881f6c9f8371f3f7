using System.Globalization;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>All sizes that the original gave to bricks in recordings (without arbiter volumes, whose sets are uneven).</summary>
public sealed class RecordedSizesTests
{
    public static TheoryData<string> Volumes => [.. Lines("recorded-volumes.csv")];

    public static TheoryData<string> Bricks => [.. Lines("recorded-bricks.csv")];

    [Theory]
    [MemberData(nameof(Volumes))]
    public void A_recorded_volume_gets_the_same_bricks_where_just_they_fit(string line)
    {
        var fields = line.Split(',');
        var durability = new Durability
        {
            Kind = Enum.Parse<DurabilityKind>(fields[2], ignoreCase: true),
            Replica = Integer(fields[3]),
            Data = Integer(fields[4]),
            Redundancy = Integer(fields[5]),
        };
        var factor = float.Parse(fields[6], CultureInfo.InvariantCulture);
        var (sets, brickKiB) = (Integer(fields[7]), Number(fields[8]));
        var footprint = BrickFootprint.Of(brickKiB, factor, 4096);
        var cluster = TestCluster.Uniform(sets * durability.BricksPerSet, 1, footprint.TotalKiB);

        var placed = cluster.Place(Integer(fields[1]), durability, factor: factor).Should().BeOfType<PlacementResult.Placed>().Subject;

        placed.BrickSets.Should().HaveCount(sets).And.OnlyContain(set => set.Length == durability.BricksPerSet);
        placed.Bricks.Should().OnlyContain(brick => brick.SizeKiB == brickKiB);
        if (Number(fields[9]) is > 0 and var poolKiB)
        {
            placed.Bricks.Should().OnlyContain(
                brick => brick.PoolSizeKiB == poolKiB && brick.PoolMetadataSizeKiB == Number(fields[10]));
        }

        cluster.Take(placed);
        cluster.Topology.Devices.Should().OnlyContain(device => device.Storage.FreeKiB == 0);
    }

    [Theory]
    [MemberData(nameof(Bricks))]
    public void A_recorded_brick_has_the_same_pool_and_metadata(string line)
    {
        var fields = line.Split(',');

        var footprint = BrickFootprint.Of(Number(fields[1]), float.Parse(fields[2], CultureInfo.InvariantCulture), 4096);

        footprint.Should().Be(new BrickFootprint(Number(fields[1]), Number(fields[3]), Number(fields[4])));
    }

    private static IEnumerable<string> Lines(string file)
    {
        var assembly = typeof(RecordedSizesTests).Assembly;
        var name = assembly.GetManifestResourceNames().Single(resource => resource.EndsWith(file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static ulong Number(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
}
