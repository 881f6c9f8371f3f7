using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>A journaled volume operation with all that its record points at.</summary>
/// <param name="Topology">The state it was read from.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Bricks">Its bricks that the operation is about, in the order in which Gluster gets them.</param>
internal sealed record VolumeOperation(TopologySnapshot Topology, Volume Volume, ImmutableArray<Brick> Bricks)
{
    /// <summary>The pool, hosts with these bricks first.</summary>
    public GlusterPool Pool => Topology.PoolOf(Volume.ClusterId, Bricks.Select(b => b.NodeId));

    /// <summary>host:path of the bricks.</summary>
    public ImmutableArray<string> GlusterPaths => [.. Bricks.Select(Topology.GlusterPathOf)];

    /// <summary>The volume for Gluster, with these bricks.</summary>
    public VolumeSpec Spec => new(
        Volume.Id,
        Volume.Name,
        Volume.Durability,
        Bricks.Any(b => b.SubType is BrickSubType.Arbiter),
        GlusterPaths,
        Volume.Options);

    /// <summary>Reads it from the journal.</summary>
    public static VolumeOperation Of(TopologySnapshot topology, PendingOperation operation, OperationChange volumeChange, OperationChange brickChange)
    {
        var volumeId = operation.Actions.First(a => a.Change == volumeChange).EntityId;
        return new(
            topology,
            topology.Volumes[volumeId],
            [.. operation.Actions
                .Where(a => a.Change == brickChange)
                .Select(a => topology.Bricks.Find(a.EntityId))
                .OfType<Brick>()]);
    }
}
