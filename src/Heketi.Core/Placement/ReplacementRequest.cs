using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>A brick that is to be put in the place of another one.</summary>
public sealed record ReplacementRequest
{
    /// <summary>Id of the cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The brick that goes.</summary>
    public required Brick Old { get; init; }

    /// <summary>The other bricks of its set.</summary>
    public required ImmutableArray<Brick> Peers { get; init; }

    /// <summary>Size of a thin pool in brick sizes.</summary>
    public float SnapshotFactor { get; init; } = 1;

    /// <summary>Every brick of a set must be in another zone.</summary>
    public bool StrictZones { get; init; }

    /// <summary>Only devices that it accepts, with the reason for others ("device tag ..."); null accepts all.</summary>
    public Func<Node, Device, string?>? DeviceFilter { get; init; }
}
