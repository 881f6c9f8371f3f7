using System.Collections.Immutable;
using Heketi.Core.Placement;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Plans volume operations inside a store change: validates against the topology, places bricks, reserves their space.</summary>
public sealed class VolumePlanner(OperationSettings settings, IBrickPlacer placer, TimeProvider time)
{
    /// <summary>The volume of the server's own database, which may not be deleted. Heketi API.</summary>
    public const string DatabaseVolumeName = "heketidbstorage";

    /// <summary>Plans a new volume in the first cluster, in order of id, that can take it.</summary>
    /// <exception cref="OperationRefusedException">No cluster can.</exception>
    public PendingOperation PlanCreate(TopologyEditor editor, VolumeOrder order)
    {
        ArgumentNullException.ThrowIfNull(editor);
        ArgumentNullException.ThrowIfNull(order);
        var candidates = CandidateClusters(editor.Current, order);
        var draft = Draft(order);
        var judged = candidates.Select(c => (Cluster: c.Id, Text: IneligibilityOf(editor.Current, c, draft))).ToList();
        var eligible = judged.Where(j => j.Text is null).Select(j => j.Cluster).ToList();
        if (eligible.Count == 0)
        {
            throw Refusal("No eligible cluster for volume", judged!);
        }

        var tried = new List<(string Cluster, string Text)>();
        foreach (var cluster in eligible)
        {
            var refusal = TryPlace(editor.Current, cluster, draft, out var bricks);
            if (refusal is null)
            {
                return Commit(editor, draft with { ClusterId = cluster, MountHosts = MountHostsOf(editor.Current, cluster) }, bricks);
            }

            tried.Add((cluster, refusal));
        }

        throw Refusal("Unable to create volume on any cluster:", tried);
    }

    /// <summary>Plans more brick sets for a volume.</summary>
    /// <exception cref="OperationRefusedException">It is not there, busy, or there is no space.</exception>
    public PendingOperation PlanExpand(TopologyEditor editor, string volumeId, int addGiB)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var volume = Existing(topology, volumeId);
        if (topology.IsInvolved(volumeId))
        {
            throw new OperationRefusedException(RefusalReason.Failed, "Failed to allocate volume expansion: " + OperationInvolvement.InUse);
        }

        if ((long)volume.SizeGiB + addGiB > int.MaxValue)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed, $"Failed to allocate volume expansion: the volume would be larger than {int.MaxValue} GiB");
        }

        var request = RequestOf(volume, volume.ClusterId, addGiB) with
        {
            HasArbiter = BrickRoles.HasArbiter(volume, topology),
            ExistingBricks = topology.BricksOfVolume(volumeId).Count,
        };
        var result = placer.Place(topology, request);
        if (result is not PlacementResult.Placed placed)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed, "Failed to allocate volume expansion: " + RefusalText((PlacementResult.Refused)result, expanding: true));
        }

        var bricks = placed.Bricks.ToList();
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

    private static ImmutableArray<string> MountHostsOf(TopologySnapshot topology, string clusterId) =>
        [.. topology.NodesOfCluster(clusterId).Select(id => topology.Nodes[id].StorageHost)];

    private static string RefusalText(PlacementResult.Refused refused, bool expanding) => (expanding, refused.Kind) switch
    {
        (_, RefusalKind.AverageFileTooLarge) => refused.Explanation,
        (true, RefusalKind.BricksTooSmall) => "Minimum brick size limit reached.  Out of space.: " + refused.Explanation,
        (true, RefusalKind.TooManyBricks) => "Maximum number of bricks reached.: " + refused.Explanation,
        _ => "No space: " + refused.Explanation,
    };

    /// <summary>One cluster's reason stands alone; those of several follow a headline (Heketi API).</summary>
    private static OperationRefusedException Refusal(string headline, List<(string Cluster, string Text)> reasons)
    {
        var text = reasons.Count == 1 ? reasons[0].Text : headline + string.Concat(reasons.Select(r => $"\nCluster {r.Cluster}: {r.Text}"));
        return new(RefusalReason.Failed, "Failed to allocate new volume: " + text);
    }

    private Volume Draft(VolumeOrder order)
    {
        var id = EntityId.New();
        return BlockHostingSpace.Initialize(new Volume
        {
            Id = id,
            Name = order.Name.Length > 0 ? order.Name : "vol_" + id,
            ClusterId = "",
            RequestedClusters = order.Clusters,
            SizeGiB = order.SizeGiB,
            Durability = order.Durability,
            Gid = order.Gid,
            Options = [.. settings.PreRequestOptions, .. order.Block ? settings.BlockHostingOptions : [], .. order.Options, .. settings.PostRequestOptions],
            SnapshotEnabled = order.SnapshotEnabled,
            SnapshotFactor = order.SnapshotEnabled ? order.SnapshotFactor : 1,
            Block = order.Block,
        });
    }

    /// <summary>Places a volume in one cluster, which takes its kind; for operations that make more than a volume.</summary>
    internal (Volume Volume, List<Brick> Bricks)? PlaceIn(TopologySnapshot topology, string clusterId, VolumeOrder order, out string refusal)
    {
        var draft = Draft(order) with { ClusterId = clusterId, MountHosts = MountHostsOf(topology, clusterId) };
        refusal = TryPlace(topology, clusterId, draft, out var bricks) ?? "";
        return refusal.Length == 0 ? (draft, bricks) : null;
    }

    private string? TryPlace(TopologySnapshot topology, string clusterId, Volume draft, out List<Brick> bricks)
    {
        bricks = [];
        if (UnreadinessOf(topology, clusterId) is { } unready)
        {
            return unready;
        }

        switch (placer.Place(topology, RequestOf(draft, clusterId, draft.SizeGiB)))
        {
            case PlacementResult.Placed placed:
                bricks = [.. placed.Bricks];
                return null;
            case PlacementResult.Refused refused:
                return RefusalText(refused, expanding: false);
            default:
                throw new InvalidOperationException("The placer gave no answer");
        }
    }

    private static string? IneligibilityOf(TopologySnapshot topology, Cluster cluster, Volume draft) => cluster switch
    {
        { File: false, Block: false } => "Cluster has disabled all volume types",
        _ when (draft.Block ? !cluster.Block : !cluster.File) => "Cluster does not support requested volume type",
        _ when !topology.VolumesNamed(cluster.Id, draft.Name).IsEmpty => $"Volume name '{draft.Name}' already in use",
        _ => null,
    };

    private string? UnreadinessOf(TopologySnapshot topology, string clusterId)
    {
        var count = topology.VolumesOfCluster(clusterId).Count;
        if (settings.MaxVolumesPerCluster >= 0 && count >= settings.MaxVolumesPerCluster)
        {
            return $"Cluster has {count} volumes, and max_volumes_per_cluster allows {settings.MaxVolumesPerCluster}";
        }

        var nodes = topology.NodesOfCluster(clusterId);
        if (nodes.IsEmpty)
        {
            return "No nodes in cluster";
        }

        return nodes.Any(n => topology.Nodes[n].State is EntryState.Online
                && topology.DevicesOfNode(n).Any(d => topology.Devices[d].State is EntryState.Online))
            ? null
            : "No online storage devices in cluster";
    }

    private PlacementRequest RequestOf(Volume volume, string clusterId, long sizeGiB) => new()
    {
        ClusterId = clusterId,
        VolumeId = volume.Id,
        SizeGiB = sizeGiB,
        Durability = volume.Durability,
        SnapshotFactor = volume.SnapshotFactor,
        StrictZones = VolumeOptions.StrictZones(volume.Options) ?? settings.StrictZones,
        HasArbiter = BrickRoles.HasArbiter(volume),
        AverageFileKiB = VolumeOptions.AverageFileKiB(volume.Options) ?? settings.AverageFileKiB,
        DeviceFilter = VolumeOptions.DeviceRule(volume.Options) is { } rule ? rule.Refusal : null,
    };

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
