using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Clones;

/// <summary>Plans clones inside a store change. A clone takes no space: its bricks share the thin pools of the origin's bricks.</summary>
public sealed class ClonePlanner(OperationSettings settings, TimeProvider time)
{
    /// <summary>Plans a copy of a volume.</summary>
    /// <param name="editor">The change.</param>
    /// <param name="volumeId">The volume to be copied; it cannot be changed or deleted meanwhile.</param>
    /// <param name="name">Name of the clone; empty: vol_ and its id.</param>
    /// <exception cref="OperationRefusedException">The volume is not there, busy or a block hosting volume, or the name is taken.</exception>
    public PendingOperation PlanClone(TopologyEditor editor, string volumeId, string name)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var origin = VolumePlanner.Existing(topology, volumeId);
        var id = EntityId.New();
        var clone = origin with { Id = id, Name = string.IsNullOrEmpty(name) ? "vol_" + id : name };
        if (ReasonAgainst(topology, origin, clone) is { } reason)
        {
            throw new OperationRefusedException(RefusalReason.Failed, $"Failed clone volume {volumeId}: {reason}");
        }

        var bricks = topology.BricksOfVolume(volumeId).Select(b => CloneOf(topology.Bricks[b], id)).ToList();
        var operation = new PendingOperation
        {
            Id = EntityId.New(),
            Kind = OperationKind.CloneVolume,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions =
            [
                new(OperationChange.CloneVolume, volumeId),
                new(OperationChange.AddVolumeClone, id),
                .. bricks.Select(b => new OperationAction(OperationChange.AddBrick, b.Id)),
            ],
        };
        editor.Put(clone with { PendingId = operation.Id });
        bricks.ForEach(b => editor.Put(b with { PendingId = operation.Id }));
        return operation;
    }

    private string? ReasonAgainst(TopologySnapshot topology, Volume origin, Volume clone)
    {
        if (origin.Block)
        {
            return "Cloning of block hosting volumes is not supported";
        }

        if (topology.IsInvolved(origin.Id))
        {
            return OperationInvolvement.InUse;
        }

        if (!topology.VolumesNamed(origin.ClusterId, clone.Name).IsEmpty)
        {
            return $"Volume name '{clone.Name}' already in use";
        }

        var count = topology.VolumesOfCluster(origin.ClusterId).Count;
        return settings.MaxVolumesPerCluster >= 0 && count >= settings.MaxVolumesPerCluster
            ? $"Cluster has {count} volumes, and max_volumes_per_cluster allows {settings.MaxVolumesPerCluster}"
            : null;
    }

    /// <summary>Its path and logical volume are known when Gluster has made it; until then they are such that nothing has them.</summary>
    private static Brick CloneOf(Brick origin, string volumeId)
    {
        var id = EntityId.New();
        return origin with
        {
            Id = id,
            VolumeId = volumeId,
            Path = Brick.PathOf(origin.DeviceId, id),
            ThinPool = origin.ThinPoolName,
            LogicalVolume = "",
        };
    }
}
