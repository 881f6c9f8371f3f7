using System.Collections.Immutable;
using Heketi.Core.Placement;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Why a cluster cannot take a volume.</summary>
/// <param name="ClusterId">Id of the cluster.</param>
/// <param name="Text">The reason.</param>
public sealed record ClusterRefusal(string ClusterId, string Text)
{
    /// <summary>The largest size that would have fitted, GiB; 0: none; null: space is not the reason.</summary>
    public long? LargestGiB { get; init; }

    /// <summary>What ruled out devices.</summary>
    public ImmutableArray<PlacementConstraint> Constraints { get; init; } = [];

    /// <summary>A refusal of the placer.</summary>
    public static ClusterRefusal Of(string clusterId, string text, PlacementResult.Refused refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return new(clusterId, text) { LargestGiB = refused.LargestGiB, Constraints = refused.Constraints };
    }
}
