using System.Collections.Immutable;
using Heketi.Core.Placement;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Plans volume operations inside a store change: validates against the topology, places bricks, reserves their space.</summary>
public sealed class VolumePlanner(OperationSettings settings, IBrickPlacer placer, TimeProvider time)
{
    private readonly VolumeChooser chooser = new(settings, placer);

    /// <summary>The volume of the server's own database, which may not be deleted. Heketi API.</summary>
    public const string DatabaseVolumeName = "heketidbstorage";

    /// <summary>Plans a new volume in the first cluster, in order of id, that can take it.</summary>
    /// <exception cref="OperationRefusedException">No cluster can.</exception>
    public PendingOperation PlanCreate(TopologyEditor editor, VolumeOrder order)
    {
        ArgumentNullException.ThrowIfNull(editor);
        ArgumentNullException.ThrowIfNull(order);
        return PreviewCreate(editor.Current, order) switch
        {
            VolumePlan.Possible plan => Commit(editor, plan.Volume, [.. plan.Bricks]),
            VolumePlan.Impossible plan => throw new OperationRefusedException(RefusalReason.Failed, plan.Text),
            _ => throw new InvalidOperationException("There is neither a plan nor a refusal"),
        };
    }

    /// <summary>What a create would make now, or why not. Nothing is reserved; where devices are equally good, a create may choose others.</summary>
    /// <exception cref="OperationRefusedException">The order names clusters that are not there, or is wrong in form.</exception>
    public VolumePlan PreviewCreate(TopologySnapshot topology, VolumeOrder order) =>
        chooser.ChooseCreate(topology, CandidateClusters(topology, order), order);

    /// <summary>What an expand would make now, or why not. Nothing is reserved.</summary>
    /// <exception cref="OperationRefusedException">The volume is not there.</exception>
    public VolumePlan PreviewExpand(TopologySnapshot topology, string volumeId, int addGiB) =>
        chooser.ChooseExpand(topology, Existing(topology, volumeId), addGiB);

    /// <summary>Plans more brick sets for a volume.</summary>
    /// <exception cref="OperationRefusedException">It is not there, busy, or there is no space.</exception>
    public PendingOperation PlanExpand(TopologyEditor editor, string volumeId, int addGiB)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var plan = PreviewExpand(editor.Current, volumeId, addGiB);
        if (plan is VolumePlan.Impossible impossible)
        {
            throw new OperationRefusedException(RefusalReason.Failed, impossible.Text);
        }

        var bricks = ((VolumePlan.Possible)plan).Bricks.ToList();
        var operation = NewOperation(
            OperationKind.ExpandVolume,
            [.. bricks.Select(b => new OperationAction(OperationChange.AddBrick, b.Id)), new(OperationChange.ExpandVolume, volumeId, addGiB)]);
        BrickWork.Reserve(editor, bricks, operation.Id);
        return operation;
    }

    /// <summary>Plans the end of a volume: it is hidden from now on.</summary>
    /// <exception cref="OperationRefusedException">It is not there, busy, or must stay.</exception>
    public PendingOperation PlanDelete(TopologyEditor editor, string volumeId)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var volume = topology.Volumes.Find(volumeId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
        RefuseToDelete(topology, volume);
        if (topology.IsInvolved(volumeId) || volume.PendingId.Length > 0)
        {
            throw new OperationRefusedException(RefusalReason.Failed, "Failed to set up volume delete: " + OperationInvolvement.InUse);
        }

        var bricks = topology.BricksOfVolume(volumeId).Select(id => topology.Bricks[id]).ToList();
        var operation = NewOperation(
            OperationKind.DeleteVolume,
            [.. bricks.Select(b => new OperationAction(OperationChange.DeleteBrick, b.Id)), new(OperationChange.DeleteVolume, volumeId)]);
        editor.Put(volume with { PendingId = operation.Id });
        bricks.ForEach(b => editor.Put(b with { PendingId = operation.Id }));
        return operation;
    }

    /// <summary>What may be said before the throttle: the volume's absence, and what forbids its delete for good.</summary>
    /// <exception cref="OperationRefusedException">It may not be deleted.</exception>
    public static void RefuseToDelete(TopologySnapshot topology, Volume volume)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(volume);
        if (volume.Name == DatabaseVolumeName)
        {
            throw new OperationRefusedException(RefusalReason.Conflict, "Cannot delete volume containing the Heketi database");
        }

        if (!topology.BlockVolumesOfHost(volume.Id).IsEmpty)
        {
            throw new OperationRefusedException(RefusalReason.Conflict, "Cannot delete a block hosting volume containing block volumes");
        }
    }

    /// <summary>The volume, if it is there and not being made or deleted.</summary>
    /// <exception cref="OperationRefusedException">It is not.</exception>
    public static Volume Existing(TopologySnapshot topology, string volumeId)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return topology.Volumes.Find(volumeId) is { PendingId: "" } volume
            ? volume
            : throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
    }

    /// <summary>The clusters that a new volume may go to; those that are named must exist.</summary>
    /// <exception cref="OperationRefusedException">There are none, or one is not there.</exception>
    public static ImmutableArray<Cluster> CandidateClusters(TopologySnapshot topology, VolumeOrder order)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(order);
        if (topology.ClusterIds.IsEmpty)
        {
            throw new OperationRefusedException(RefusalReason.BadRequest, "No clusters configured");
        }

        if (order.Clusters.FirstOrDefault(id => !topology.Clusters.Contains(id)) is { } unknown)
        {
            throw new OperationRefusedException(RefusalReason.BadRequest, $"Cluster id {unknown} not found");
        }

        var ids = order.Clusters.IsDefaultOrEmpty ? topology.ClusterIds : order.Clusters.ToImmutableSortedSet(StringComparer.Ordinal);
        return [.. ids.Select(id => topology.Clusters[id])];
    }

    /// <summary>Hosts that clients may mount a volume from: all of the cluster, whether they have bricks of it or not.</summary>
    internal static ImmutableArray<string> MountHostsOf(TopologySnapshot topology, string clusterId) =>
        [.. topology.NodesOfCluster(clusterId).Select(id => topology.Nodes[id].StorageHost)];

    private PendingOperation Commit(TopologyEditor editor, Volume volume, List<Brick> bricks)
    {
        var operation = NewOperation(
            OperationKind.CreateVolume,
            [.. bricks.Select(b => new OperationAction(OperationChange.AddBrick, b.Id)), new(OperationChange.AddVolume, volume.Id)]);
        editor.Put(volume with { PendingId = operation.Id });
        BrickWork.Reserve(editor, bricks, operation.Id);
        return operation;
    }

    private PendingOperation NewOperation(OperationKind kind, ImmutableArray<OperationAction> actions) => new()
    {
        Id = EntityId.New(),
        Kind = kind,
        Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
        Actions = actions,
    };
}
