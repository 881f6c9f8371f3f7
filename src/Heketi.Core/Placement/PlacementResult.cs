using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Either bricks or the reason why not.</summary>
public abstract record PlacementResult
{
    private PlacementResult()
    {
    }

    /// <summary>Bricks were found.</summary>
    /// <param name="BrickSets">New bricks, set after set, in the order in which Gluster gets them.</param>
    public sealed record Placed(ImmutableArray<ImmutableArray<Brick>> BrickSets) : PlacementResult
    {
        /// <summary>All bricks.</summary>
        public IEnumerable<Brick> Bricks => BrickSets.SelectMany(set => set);
    }

    /// <summary>No placement exists within the limits.</summary>
    /// <param name="Kind">Which limit was met.</param>
    /// <param name="Explanation">Which constraint ruled out how many devices, and the largest size that would have fitted.</param>
    public sealed record Refused(RefusalKind Kind, string Explanation) : PlacementResult
    {
        /// <summary>The largest size that would have fitted, GiB; 0 when none would.</summary>
        public long LargestGiB { get; init; }

        /// <summary>What ruled out devices.</summary>
        public ImmutableArray<PlacementConstraint> Constraints { get; init; } = [];
    }
}
