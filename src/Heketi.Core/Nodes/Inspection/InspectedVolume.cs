using System.Collections.Immutable;

namespace Heketi.Core.Nodes.Inspection;

/// <summary>A volume with all that <c>gluster volume info --xml</c> tells of it, under Gluster's names.</summary>
public sealed record InspectedVolume
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>UUID that Gluster gave it.</summary>
    public string GlusterId { get; init; } = "";

    /// <summary>1: started.</summary>
    public int Status { get; init; }

    /// <summary>The status in words.</summary>
    public string StatusText { get; init; } = "";

    /// <summary>Number of bricks.</summary>
    public int BrickCount { get; init; }

    /// <summary>Number of bricks in a set, as Gluster counts them.</summary>
    public int DistCount { get; init; }

    /// <summary>Always 1 where it is told (striped volumes are gone since Gluster 6).</summary>
    public int StripeCount { get; init; }

    /// <summary>Copies.</summary>
    public int ReplicaCount { get; init; }

    /// <summary>Arbiters in a set.</summary>
    public int ArbiterCount { get; init; }

    /// <summary>Bricks of a disperse set.</summary>
    public int DisperseCount { get; init; }

    /// <summary>Redundancy of a disperse set.</summary>
    public int RedundancyCount { get; init; }

    /// <summary>Gluster's number of the kind of volume.</summary>
    public int Type { get; init; }

    /// <summary>The kind in words.</summary>
    public string TypeText { get; init; } = "";

    /// <summary>0: TCP.</summary>
    public int Transport { get; init; }

    /// <summary>Its bricks, set after set.</summary>
    public ImmutableArray<InspectedBrick> Bricks { get; init; } = [];

    /// <summary>Options that were set, in Gluster's order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Options { get; init; } = [];
}
