using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>What a create or an expand would make, or why it cannot.</summary>
public abstract record VolumePlan
{
    private VolumePlan()
    {
    }

    /// <summary>It can be made.</summary>
    /// <param name="Topology">The state that it was made from.</param>
    /// <param name="Volume">The volume; of an expand as it is now.</param>
    /// <param name="SizeGiB">GiB that the sets hold.</param>
    /// <param name="BrickSets">New bricks, set after set, an arbiter last in its set.</param>
    public sealed record Possible(
        TopologySnapshot Topology, Volume Volume, long SizeGiB, ImmutableArray<ImmutableArray<Brick>> BrickSets) : VolumePlan
    {
        /// <summary>All new bricks.</summary>
        public IEnumerable<Brick> Bricks => BrickSets.SelectMany(set => set);
    }

    /// <summary>It cannot.</summary>
    /// <param name="Text">The answer of the Heketi API.</param>
    /// <param name="Refusals">Why no cluster takes it.</param>
    public sealed record Impossible(string Text, ImmutableArray<ClusterRefusal> Refusals) : VolumePlan;
}
