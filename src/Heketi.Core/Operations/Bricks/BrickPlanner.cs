using System.Collections.Immutable;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Bricks;

/// <summary>Plans the moving of bricks inside a store change.</summary>
public sealed class BrickPlanner(TimeProvider time)
{
    /// <summary>
    /// Plans to move a brick elsewhere. Its volume belongs to the operation until its end: two bricks of a set must never be
    /// replaced at the same time. The new brick is placed later, when Gluster was asked for the set.
    /// </summary>
    /// <exception cref="OperationRefusedException">It is not there, or busy.</exception>
    public PendingOperation PlanEvict(TopologyEditor editor, string brickId, bool healCheck, string? parentId = null)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var brick = topology.Bricks.Find(brickId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
        var volume = topology.Volumes.Find(brick.VolumeId)
            ?? throw new OperationRefusedException(RefusalReason.Failed, $"Brick {brickId} belongs to no volume that is known");
        if (brick.PendingId.Length > 0 || volume.PendingId.Length > 0 || topology.IsInvolved(volume.Id) || topology.IsInvolved(brickId))
        {
            throw new OperationRefusedException(
                RefusalReason.Failed, $"Cannot replace brick {brickId} now, its volume {volume.Name} is busy: {OperationInvolvement.InUse}");
        }

        BrickSet.RefuseWithoutCopies(volume, brickId);
        ImmutableArray<OperationAction> own = [new(OperationChange.DeleteBrick, brickId)];
        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.EvictBrick,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = parentId is null ? own : own.Add(new(OperationChange.ParentOperation, parentId)),
            Details = EvictionRecord.DetailsOf(volume.Id, healCheck),
        };
    }
}
