using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Sets whose bricks are all of one kind and size.</summary>
internal sealed class UniformSets(PlacementRoom room, SetShape shape, string volumeId, Func<string> newId) : ISetPlacer
{
    private readonly BrickCapacity capacity = new(room, shape);

    /// <inheritdoc/>
    public bool LacksPlaces => room.WidestSet(shape.StrictZones) < shape.Bricks;

    /// <inheritdoc/>
    public bool Suffices(ulong brickKiB, long sets) => capacity.Suffices(brickKiB, sets);

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<Brick>> Build(ulong brickKiB, long sets)
    {
        capacity.Measure(brickKiB, sets);
        return new SetBuilder(room, capacity, shape, volumeId, newId).Build(sets);
    }

    /// <inheritdoc/>
    public string Need(ulong brickKiB) => shape.Bricks == 1
        ? "a device is needed"
        : $"{shape.Bricks} {(shape.StrictZones ? "zones" : "nodes")} are needed for the bricks of a set";

    /// <inheritdoc/>
    public (int Full, string Left) Describe(Attempt attempt)
    {
        var usableBricks = capacity.Measure(attempt.BrickKiB, attempt.Sets);
        var full = capacity.OfDevice.Count(0);
        return (full, Left(attempt, usableBricks, room.Devices.Length - full));
    }

    private string Left(Attempt attempt, long usableBricks, int devices)
    {
        if (devices == 0)
        {
            return "none left";
        }

        var nodes = 0;
        var zones = new HashSet<int>();
        for (var n = 0; n < room.Nodes.Length; n++)
        {
            if (capacity.OfNode[n] > 0)
            {
                nodes++;
                zones.Add(room.Nodes[n].Zone);
            }
        }

        var where = $"{devices} left on {Words.Plural(nodes, "node")} in {Words.Plural(zones.Count, "zone")}";
        return (shape.StrictZones ? zones.Count : nodes) < shape.Bricks
            ? where
            : $"{where} with room for {usableBricks} of {attempt.Sets * shape.Bricks} bricks of {Words.GiB(attempt.BrickKiB)}";
    }
}
