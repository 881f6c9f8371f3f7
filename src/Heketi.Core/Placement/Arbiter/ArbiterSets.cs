using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement.Arbiter;

/// <summary>Sets of two data bricks and an arbiter brick.</summary>
internal sealed class ArbiterSets(PlacementRoom room, SetShape shape, string volumeId, Func<string> newId) : ISetPlacer
{
    private readonly ArbiterCapacity capacity = new(room, shape);

    private string Places => shape.StrictZones ? "zone" : "node";

    /// <inheritdoc/>
    public bool LacksPlaces =>
        !IsWideEnough(d => room.Devices[d].Arbiter is not ArbiterPolicy.Required, d => room.Devices[d].Arbiter is not ArbiterPolicy.Disabled);

    /// <inheritdoc/>
    public bool Suffices(ulong brickKiB, long sets)
    {
        capacity.Measure(brickKiB);
        return capacity.Suffices(checked((int)sets));
    }

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<Brick>> Build(ulong brickKiB, long sets)
    {
        capacity.Measure(brickKiB);
        return new ArbiterSetBuilder(room, capacity, volumeId, newId).Build(checked((int)sets));
    }

    /// <inheritdoc/>
    public string Need(ulong brickKiB) =>
        $"{shape.Bricks} {Places}s are needed for a set: 2 for its data bricks, 1 for its arbiter brick of {Words.MiB(shape.ArbiterKiB(brickKiB))}";

    /// <inheritdoc/>
    public (int Full, string Left) Describe(Attempt attempt)
    {
        capacity.Measure(attempt.BrickKiB);
        var all = Enumerable.Range(0, room.Devices.Length).ToList();
        var data = all.Where(d => capacity.Fits(d, BrickSubType.Normal)).ToList();
        var arbiters = all.Where(d => capacity.Fits(d, BrickSubType.Arbiter)).ToList();
        var full = all.Except(data).Except(arbiters).Count();
        var parts = new List<string>
        {
            $"{data.Count} left for data bricks on {Groups(data)}",
            $"{arbiters.Count} left for arbiter bricks on {Groups(arbiters)}",
        };
        parts.AddRange(Tagged(ArbiterPolicy.Required, "no data bricks").Concat(Tagged(ArbiterPolicy.Disabled, "no arbiter bricks")));
        if (IsWideEnough(data.Contains, arbiters.Contains))
        {
            parts.Add($"together with too little room for {Words.Plural(attempt.Sets, "set")}");
        }

        return (full, string.Join(", ", parts));
    }

    private string Groups(IEnumerable<int> devices) => Words.Plural(devices.DistinctBy(capacity.GroupOf).Count(), Places);

    private IEnumerable<string> Tagged(ArbiterPolicy policy, string takes)
    {
        var count = Enumerable.Range(0, room.Devices.Length).Count(d => room.Devices[d].Arbiter == policy);
        return count == 0 ? [] : [$"{count} tagged arbiter:{(policy is ArbiterPolicy.Required ? "required" : "disabled")} ({takes})"];
    }

    /// <summary>Whether one set finds its places. All choices of a data brick's or an arbiter's group may meet: then three are needed.</summary>
    private bool IsWideEnough(Func<int, bool> forData, Func<int, bool> forArbiter)
    {
        var all = Enumerable.Range(0, room.Devices.Length).ToList();
        var data = all.Where(forData).Select(capacity.GroupOf).ToHashSet();
        var arbiter = all.Where(forArbiter).Select(capacity.GroupOf).ToHashSet();
        return data.Count >= 2 && arbiter.Count >= 1 && data.Union(arbiter).Count() >= shape.Bricks;
    }
}
