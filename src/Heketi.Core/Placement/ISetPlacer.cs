using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Places brick sets of one shape on the devices of a room.</summary>
internal interface ISetPlacer
{
    /// <summary>Whether that many sets with data bricks of that size can be placed. Exact.</summary>
    bool Suffices(ulong brickKiB, long sets);

    /// <summary>Places them; <see cref="Suffices"/> said that they can be.</summary>
    ImmutableArray<ImmutableArray<Brick>> Build(ulong brickKiB, long sets);

    /// <summary>Whether not even one set of the smallest bricks could be placed for want of nodes (or, if strict, zones).</summary>
    bool LacksPlaces { get; }

    /// <summary>What a set needs, for people.</summary>
    string Need(ulong brickKiB);

    /// <summary>Devices that are too full for any brick, and what is left for those sets, for people.</summary>
    (int Full, string Left) Describe(Attempt attempt);
}
