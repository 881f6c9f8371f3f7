using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Clones;

/// <summary>A journaled clone with all that its record points at.</summary>
/// <param name="Topology">The state it was read from.</param>
/// <param name="OperationId">Id of the operation.</param>
/// <param name="Origin">The volume that is copied.</param>
/// <param name="Copy">The copy.</param>
/// <param name="Bricks">The copy's bricks, in the order of the origin's once <paramref name="IsBegun"/>.</param>
/// <param name="IsBegun">Gluster had no volume of the clone's name before; from now on one may be there, and it is ours.</param>
internal sealed record CloneRecord(
    TopologySnapshot Topology, string OperationId, Volume Origin, Volume Copy, ImmutableArray<Brick> Bricks, bool IsBegun)
{
    private const string BegunKey = "begun";

    /// <summary>The pool, hosts with these bricks first.</summary>
    public GlusterPool Pool => Topology.PoolOf(Origin.ClusterId, Bricks.Select(b => b.NodeId));

    /// <summary>Name of the snapshot on the way.</summary>
    public string Snapshot => "tmpsnap_" + Copy.Id;

    /// <summary>The clone for Gluster.</summary>
    public CloneSpec Spec => new(Copy.Id, Copy.Name, Origin.Id, Origin.Name, Snapshot, [.. Bricks.Select(b => Topology.GlusterPathOf(OriginOf(b)))]);

    /// <summary>The brick of the origin that lives in the same thin pool.</summary>
    public Brick OriginOf(Brick brick) => Topology.BricksOfVolume(Origin.Id)
        .Select(id => Topology.Bricks[id])
        .First(b => b.DeviceId == brick.DeviceId && b.ThinPoolName == brick.ThinPoolName);

    /// <summary>Reads the newest record.</summary>
    public static CloneRecord Read(TopologySnapshot topology, string operationId)
    {
        var operation = topology.Operations[operationId];
        string Entity(OperationChange change) => operation.Actions.First(a => a.Change == change).EntityId;
        return new(
            topology,
            operationId,
            topology.Volumes[Entity(OperationChange.CloneVolume)],
            topology.Volumes[Entity(OperationChange.AddVolumeClone)],
            [.. operation.Actions
                .Where(a => a.Change is OperationChange.AddBrick)
                .Select(a => topology.Bricks.Find(a.EntityId))
                .OfType<Brick>()],
            operation.Details.ContainsKey(BegunKey));
    }

    /// <summary>Journals that Gluster is about to be asked for the clone, whose bricks come in this order.</summary>
    public CloneRecord Begin(TopologyEditor editor, ImmutableArray<Brick> inOrder)
    {
        var operation = editor.Current.Operations[OperationId];
        editor.Put(operation with
        {
            Actions =
            [
                .. operation.Actions.Where(a => a.Change is not OperationChange.AddBrick),
                .. inOrder.Select(b => new OperationAction(OperationChange.AddBrick, b.Id)),
            ],
            Details = operation.Details.SetItem(BegunKey, "yes"),
        });
        return Read(editor.Current, OperationId);
    }
}
