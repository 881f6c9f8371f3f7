using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>A topology, limits and a request, all from one seed.</summary>
internal sealed class RandomCase
{
    private static readonly ulong[] Extents = [4096, 4096, 1024, 65536];

    public RandomCase(int seed, bool small)
    {
        Seed = seed;
        var random = new Random(seed);
        Size = random.Next(1, small ? 12 : 200);
        StrictZones = random.Next(3) == 0;
        Factor = random.Next(3) == 0 ? 1.5f : 1;
        Durability = random.Next(3) switch
        {
            0 => TestCluster.None(),
            1 => TestCluster.Replica(random.Next(1, small ? 4 : 5)),
            _ => TestCluster.Disperse(2, 1),
        };
        Limits = new()
        {
            BrickMinKiB = TestCluster.GiB / (ulong)random.Next(1, 3),
            BrickMaxKiB = TestCluster.GiB * (ulong)random.Next(2, small ? 10 : 100),
            MaxBricksPerVolume = small ? 6 : 32,
        };
        Fill(random, small);
    }

    public int Seed { get; }

    public TestCluster Cluster { get; } = new();

    public long Size { get; }

    public Durability Durability { get; }

    public float Factor { get; }

    public bool StrictZones { get; }

    public PlacementLimits Limits { get; }

    public static bool Accepts(Device device) => !device.Id.EndsWith('7');

    public static IEnumerable<RandomCase> Small(int count) => Enumerable.Range(0, count).Select(seed => new RandomCase(seed, small: true));

    public static IEnumerable<RandomCase> Large(int count) => Enumerable.Range(0, count).Select(seed => new RandomCase(seed, small: false));

    public PlacementResult Place() => Place(Size);

    public PlacementResult Place(long size)
    {
        try
        {
            return Cluster.Place(size, Durability, Limits, Seed, Factor, StrictZones, filter: (_, device) => Accepts(device) ? null : "tag");
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {Seed}, {size} GiB: {e.Message}", e);
        }
    }

    private static EntryState State(Random random) => random.Next(12) switch
    {
        0 => EntryState.Offline,
        1 => EntryState.Failed,
        _ => EntryState.Online,
    };

    private void Fill(Random random, bool small)
    {
        var zones = random.Next(1, 5);
        var nodes = random.Next(1, small ? 5 : 15);
        for (var n = 0; n < nodes; n++)
        {
            var node = Cluster.AddNode(random.Next(zones), State(random));
            var devices = random.Next(0, small ? 3 : 6);
            for (var d = 0; d < devices; d++)
            {
                var extent = Extents[random.Next(Extents.Length)];
                var free = (ulong)(random.NextDouble() * (small ? 8 : 150) * TestCluster.GiB) / extent * extent;
                var used = (ulong)random.Next(0, 1000) * extent;
                Cluster.AddDevice(node, free, State(random), extent, used);
            }
        }
    }
}
