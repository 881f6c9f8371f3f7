using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>A topology with arbiter tags, limits and a request for an arbiter volume, all from one seed.</summary>
internal sealed class ArbiterCase
{
    private static readonly ulong[] Extents = [4096, 4096, 1024, 65536];

    public ArbiterCase(int seed, bool small)
    {
        Seed = seed;
        var random = new Random(seed);
        Size = random.Next(1, small ? 14 : 200);
        StrictZones = random.Next(3) == 0;
        AverageFileKiB = random.Next(3) switch { 0 => 1UL, 1 => 2UL, _ => 64UL };
        Limits = new()
        {
            BrickMinKiB = TestCluster.GiB,
            BrickMaxKiB = TestCluster.GiB * (ulong)random.Next(2, small ? 10 : 100),
            MaxBricksPerVolume = small ? 12 : 48,
        };
        Fill(random, small);
    }

    public int Seed { get; }

    public TestCluster Cluster { get; } = new();

    public long Size { get; }

    public ulong AverageFileKiB { get; }

    public bool StrictZones { get; }

    public PlacementLimits Limits { get; }

    public static IEnumerable<ArbiterCase> Small(int count) => Enumerable.Range(0, count).Select(seed => new ArbiterCase(seed, small: true));

    public static IEnumerable<ArbiterCase> Large(int count) => Enumerable.Range(0, count).Select(seed => new ArbiterCase(seed, small: false));

    public PlacementResult Place() => Place(Size);

    public PlacementResult Place(long size)
    {
        try
        {
            return Cluster.Place(
                size, TestCluster.Replica(3), Limits, Seed, strictZones: StrictZones, filter: (_, device) => RandomCase.Accepts(device) ? null : "tag",
                averageFileKiB: AverageFileKiB);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {Seed}, {size} GiB: {e.Message}", e);
        }
    }

    private static string? Tag(Random random) => random.Next(6) switch
    {
        0 => "required",
        1 => "disabled",
        2 => "supported",
        3 => "bogus",
        _ => null,
    };

    private void Fill(Random random, bool small)
    {
        var zones = random.Next(1, 5);
        var nodes = random.Next(2, small ? 6 : 15);
        for (var n = 0; n < nodes; n++)
        {
            var node = Cluster.AddNode(random.Next(zones), arbiter: Tag(random));
            var devices = random.Next(0, small ? 3 : 6);
            for (var d = 0; d < devices; d++)
            {
                var extent = Extents[random.Next(Extents.Length)];
                var free = (ulong)(random.NextDouble() * (small ? 8 : 150) * TestCluster.GiB) / extent * extent;
                Cluster.AddDevice(
                    node, free, random.Next(12) == 0 ? EntryState.Offline : EntryState.Online, extent, (ulong)random.Next(0, 1000) * extent, Tag(random));
            }
        }
    }
}
