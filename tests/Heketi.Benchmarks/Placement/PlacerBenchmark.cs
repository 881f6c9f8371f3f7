using System.Runtime.CompilerServices;
using Heketi.Benchmarks.Harness;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Benchmarks.Placement;

/// <summary>Placing on a large topology.</summary>
internal sealed class PlacerBenchmark : IBenchmark
{
    private const int Operations = 200;

    /// <inheritdoc/>
    public string Name => "placer";

    /// <inheritdoc/>
    public async IAsyncEnumerable<Comparison> PrepareAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var placer = new BrickPlacer(new(), new Random(1), EntityId.New);
        var topology = LargeTopology.Build(placer);

        yield return new(
            "Place a replica 3 volume among 360 devices and 2,400 volumes",
            Place<PlacementResult.Placed>("sorting all devices for each brick", new SortingPlacer(EntityId.New), 10),
            Place<PlacementResult.Placed>("the placer", placer, 10),
            Place<PlacementResult.Placed>("the placer, 8 sets", placer, 14_000),
            Place<PlacementResult.Refused>("the placer, refusing with the largest size", placer, 500_000));

        yield return new(
            "Place an arbiter volume there",
            Place<PlacementResult.Placed>("replica 3 without arbiter", placer, 10),
            Place<PlacementResult.Placed>("with arbiter", placer, 10, hasArbiter: true),
            Place<PlacementResult.Placed>("with arbiter, 8 sets", placer, 14_000, hasArbiter: true),
            Place<PlacementResult.Refused>("with arbiter, refusing with the largest size", placer, 500_000, hasArbiter: true));

        Contender Place<T>(string name, IBrickPlacer contender, long sizeGiB, bool hasArbiter = false)
            where T : PlacementResult
        {
            var request = LargeTopology.Replica3(LargeTopology.ClusterId, "volume", sizeGiB) with { HasArbiter = hasArbiter };
            return contender.Place(topology, request) is T
                ? Contender.Of(name, Operations, () => contender.Place(topology, request))
                : throw new InvalidOperationException($"{name} did not answer with {typeof(T).Name}");
        }
    }
}
