using System.Collections.Immutable;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.BlockVolumes;

/// <summary>
/// Plans block volume operations inside a store change: finds a hosting volume with room, or plans one with the block volume in
/// it; takes the room.
/// </summary>
public sealed class BlockVolumePlanner(OperationSettings settings, VolumePlanner volumes, TimeProvider time)
{
    private const string CreateFailed = "Failed to allocate new block volume: ";
    private const string ExpandFailed = "Failed to allocate block volume expansion: ";

    /// <summary>Plans a new block volume in the first cluster, in order of id, that can take it.</summary>
    /// <exception cref="OperationRefusedException">No cluster can, or a hosting volume is being made that may have room soon.</exception>
    public PendingOperation PlanCreate(TopologyEditor editor, BlockVolumeOrder order)
    {
        ArgumentNullException.ThrowIfNull(editor);
        ArgumentNullException.ThrowIfNull(order);
        var hosting = HostingOrder(order);
        var reasons = new List<(string Cluster, string Text)>();
        foreach (var cluster in VolumePlanner.CandidateClusters(editor.Current, hosting))
        {
            if (TryPlan(editor, cluster, order, hosting, out var reason) is { } operation)
            {
                return operation;
            }

            reasons.Add((cluster.Id, reason));
        }

        var text = reasons.Count == 1
            ? reasons[0].Text
            : "Unable to create block volume on any cluster:" + string.Concat(reasons.Select(r => $"\nCluster {r.Cluster}: {r.Text}"));
        throw new OperationRefusedException(RefusalReason.Failed, CreateFailed + text);
    }

    /// <summary>Plans a larger size.</summary>
    /// <exception cref="OperationRefusedException">It is not there, busy, not smaller than that, or its hosting volume is full.</exception>
    public PendingOperation PlanExpand(TopologyEditor editor, string blockVolumeId, int newSizeGiB)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var block = Existing(topology, blockVolumeId);
        if (newSizeGiB <= block.SizeGiB)
        {
            throw new OperationRefusedException(RefusalReason.Failed, ExpandFailed + (newSizeGiB == block.SizeGiB
                ? $"Requested new-size {newSizeGiB} is same as current block volume size {block.SizeGiB}, nothing to be done."
                : $"Requested new-size {newSizeGiB} is less than current block volume size {block.SizeGiB}, shrinking is not allowed."));
        }

        if (topology.IsInvolved(blockVolumeId))
        {
            throw new OperationRefusedException(RefusalReason.Failed, ExpandFailed + OperationInvolvement.InUse);
        }

        var hosting = topology.Volumes[block.HostingVolumeId];
        var delta = newSizeGiB - block.SizeGiB;
        if (hosting.BlockFreeGiB < delta)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed,
                $"{ExpandFailed}No space: {delta} GiB more are needed, the block hosting volume {hosting.Name} has {hosting.BlockFreeGiB} GiB free; "
                + $"expand volume {hosting.Id} first");
        }

        editor.Put(hosting with { BlockFreeGiB = hosting.BlockFreeGiB - delta });
        return NewOperation(OperationKind.ExpandBlockVolume, [new(OperationChange.ExpandBlockVolume, blockVolumeId, delta)]);
    }

    /// <summary>Plans the end of a block volume: it is hidden from now on.</summary>
    /// <exception cref="OperationRefusedException">It is not there or busy.</exception>
    public PendingOperation PlanDelete(TopologyEditor editor, string blockVolumeId)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var block = topology.BlockVolumes.Find(blockVolumeId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
        if (topology.IsInvolved(blockVolumeId) || block.PendingId.Length > 0)
        {
            throw new OperationRefusedException(RefusalReason.Failed, "Failed to set up block volume delete: " + OperationInvolvement.InUse);
        }

        var operation = NewOperation(OperationKind.DeleteBlockVolume, [new(OperationChange.DeleteBlockVolume, blockVolumeId)]);
        editor.Put(block with { PendingId = operation.Id });
        return operation;
    }

    /// <summary>The block volume, if it is there and not being made or deleted.</summary>
    /// <exception cref="OperationRefusedException">It is not.</exception>
    public static BlockVolume Existing(TopologySnapshot topology, string blockVolumeId)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return topology.BlockVolumes.Find(blockVolumeId) is { PendingId: "" } block
            ? block
            : throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
    }

    /// <summary>The hosting volume that would be made for an order: replica 3, of the configured size.</summary>
    internal VolumeOrder HostingOrder(BlockVolumeOrder order) => new()
    {
        SizeGiB = settings.BlockHostingGiB,
        Clusters = order.Clusters,
        Durability = new() { Kind = DurabilityKind.Replicate, Replica = 3 },
        Block = true,
    };

    private PendingOperation? TryPlan(TopologyEditor editor, Cluster cluster, BlockVolumeOrder order, VolumeOrder hosting, out string reason)
    {
        var topology = editor.Current;
        reason = cluster switch
        {
            { File: false, Block: false } => "Cluster has disabled all volume types",
            { Block: false } => "Cluster does not support requested volume type",
            _ => "",
        };
        if (reason.Length > 0)
        {
            return null;
        }

        if (HostingVolume(topology, cluster.Id, order) is { } volume)
        {
            return Commit(editor, order, volume, []);
        }

        reason = NoNewHosting(order.SizeGiB);
        if (reason.Length > 0)
        {
            return null;
        }

        RefuseWhileOneIsMade(topology, cluster.Id);
        switch (volumes.PreviewCreate(topology, hosting with { Clusters = [cluster.Id] }))
        {
            case VolumePlan.Possible plan:
                return Commit(editor, order, plan.Volume, [.. plan.Bricks]);
            case VolumePlan.Impossible plan:
                reason = plan.Refusals[0].Text;
                return null;
            default:
                throw new InvalidOperationException("There is neither a plan nor a refusal");
        }
    }

    /// <summary>The hosting volume with the least room that suffices: large rooms stay for large block volumes.</summary>
    private static Volume? HostingVolume(TopologySnapshot topology, string clusterId, BlockVolumeOrder order) => topology.VolumesOfCluster(clusterId)
        .Select(id => topology.Volumes[id])
        .Where(volume => volume is { Block: true, PendingId: "", BlockRestriction: BlockRestriction.Unrestricted }
            && volume.BlockFreeGiB >= order.SizeGiB
            && (order.Name.Length == 0 || topology.BlockVolumesOfHost(volume.Id).All(id => topology.BlockVolumes[id].Name != order.Name)))
        .OrderBy(volume => volume.BlockFreeGiB)
        .FirstOrDefault();

    private string NoNewHosting(int sizeGiB)
    {
        if (!settings.AutoCreateBlockHosting)
        {
            return "Block Hosting Volume Creation is disabled. Create a Block hosting volume and try again.";
        }

        var usable = BlockHostingSpace.UsableOf(settings.BlockHostingGiB);
        return sizeGiB <= usable
            ? ""
            : $"The size configured for automatic creation of block hosting volumes ({settings.BlockHostingGiB}) is too small to host the requested "
                + $"block volume of size {sizeGiB}. The available size on this block hosting volume, minus overhead, is {usable}. "
                + "Please create a sufficiently large block hosting volume manually.";
    }

    /// <summary>Heketi API: while a first hosting volume is being made, a second create is to come again rather than make another one.</summary>
    private static void RefuseWhileOneIsMade(TopologySnapshot topology, string clusterId)
    {
        var isMade = topology.Operations.Any(operation => operation is { Kind: OperationKind.CreateBlockVolume, Status: OperationStatus.New }
            && operation.Actions.Any(action => action.Change is OperationChange.AddVolume && topology.Volumes.Find(action.EntityId)?.ClusterId == clusterId));
        if (isMade)
        {
            throw new OperationRefusedException(RefusalReason.Busy, "Server busy. Retry operation later.");
        }
    }

    private PendingOperation Commit(TopologyEditor editor, BlockVolumeOrder order, Volume hosting, List<Brick> bricks)
    {
        var id = EntityId.New();
        var isNew = !editor.Current.Volumes.Contains(hosting.Id);
        var operation = NewOperation(
            OperationKind.CreateBlockVolume,
            [
                .. bricks.Select(brick => new OperationAction(OperationChange.AddBrick, brick.Id)),
                .. isNew ? [new OperationAction(OperationChange.AddVolume, hosting.Id)] : ImmutableArray<OperationAction>.Empty,
                new(OperationChange.AddBlockVolume, id),
            ]);
        editor.Put(hosting with { BlockFreeGiB = hosting.BlockFreeGiB - order.SizeGiB, PendingId = isNew ? operation.Id : hosting.PendingId });
        BrickWork.Reserve(editor, bricks, operation.Id);
        var hosts = ServingHosts.Choose(editor.Current, hosting, order.HaCount);
        editor.Put(new BlockVolume
        {
            Id = id,
            Name = order.Name.Length > 0 ? order.Name : BlockOperation.DefaultName(id),
            ClusterId = hosting.ClusterId,
            RequestedClusters = order.Clusters,
            HostingVolumeId = hosting.Id,
            SizeGiB = order.SizeGiB,
            UsableSizeGiB = order.SizeGiB,
            HaCount = hosts.Length,
            Auth = order.Auth,
            Hosts = hosts,
            PendingId = operation.Id,
        });
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
