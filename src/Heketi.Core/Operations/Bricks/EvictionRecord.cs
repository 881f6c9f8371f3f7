using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Bricks;

/// <summary>A journaled eviction with all that its record points at.</summary>
/// <param name="Topology">The state it was read from.</param>
/// <param name="OperationId">Id of the operation.</param>
/// <param name="Volume">The volume.</param>
/// <param name="Old">The brick that goes.</param>
/// <param name="New">The brick that comes; null until a place was found.</param>
/// <param name="HealCheck">Heals are looked at before and after.</param>
internal sealed record EvictionRecord(TopologySnapshot Topology, string OperationId, Volume Volume, Brick Old, Brick? New, bool HealCheck)
{
    private const string VolumeKey = "volume";
    private const string HealCheckKey = "healcheck";

    /// <summary>The pool; the hosts of the volume's other bricks first, as the one of the old brick may be dead.</summary>
    public GlusterPool Pool => Topology.PoolOf(
        Volume.ClusterId,
        Topology.BricksOfVolume(Volume.Id).Select(id => Topology.Bricks[id].NodeId).Where(node => node != Old.NodeId));

    /// <summary>host:path of the old brick.</summary>
    public string OldPath => Topology.GlusterPathOf(Old);

    /// <summary>host:path of the new brick.</summary>
    public string NewPath => Topology.GlusterPathOf(New ?? throw new InvalidOperationException("No place was found yet"));

    /// <summary>What a new record says.</summary>
    public static ImmutableSortedDictionary<string, string> DetailsOf(string volumeId, bool healCheck) =>
        EntryTags.None.Add(VolumeKey, volumeId).Add(HealCheckKey, healCheck ? "enable" : "disable");

    /// <summary>Reads the newest record. One of the original has no details: heals are looked at.</summary>
    public static EvictionRecord Read(TopologySnapshot topology, string operationId)
    {
        var operation = topology.Operations[operationId];
        var old = topology.Bricks[operation.Actions.First(a => a.Change is OperationChange.DeleteBrick).EntityId];
        var added = operation.Actions.FirstOrDefault(a => a.Change is OperationChange.AddBrick);
        return new(
            topology,
            operationId,
            topology.Volumes[old.VolumeId],
            old,
            added is null ? null : topology.Bricks.Find(added.EntityId),
            operation.Details.GetValueOrDefault(HealCheckKey) is not "disable");
    }
}
