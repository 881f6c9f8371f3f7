using System.Collections.Immutable;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Chooses a cluster and devices for volumes. Changes nothing.</summary>
internal sealed class VolumeChooser(OperationSettings settings, IBrickPlacer placer)
{
    private const string CreateFailed = "Failed to allocate new volume: ";
    private const string ExpandFailed = "Failed to allocate volume expansion: ";

    /// <summary>A new volume in the first cluster that can take it.</summary>
    public VolumePlan ChooseCreate(TopologySnapshot topology, ImmutableArray<Cluster> candidates, VolumeOrder order)
    {
        var draft = Draft(order);
        var judged = candidates.Select(c => (Cluster: c.Id, Text: IneligibilityOf(topology, c, draft))).ToList();
        if (judged.TrueForAll(j => j.Text is not null))
        {
            return Refusal("No eligible cluster for volume", [.. judged.Select(j => new ClusterRefusal(j.Cluster, j.Text!))]);
        }

        var refusals = new List<ClusterRefusal>();
        foreach (var cluster in judged.Where(j => j.Text is null).Select(j => j.Cluster))
        {
            if (UnreadinessOf(topology, cluster) is { } unready)
            {
                refusals.Add(new(cluster, unready));
                continue;
            }

            switch (placer.Place(topology, RequestOf(draft, cluster, draft.SizeGiB)))
            {
                case PlacementResult.Placed placed:
                    return new VolumePlan.Possible(
                        topology, draft with { ClusterId = cluster, MountHosts = VolumePlanner.MountHostsOf(topology, cluster) }, draft.SizeGiB, placed.BrickSets);
                case PlacementResult.Refused refused:
                    refusals.Add(ClusterRefusal.Of(cluster, RefusalText(refused, expanding: false), refused));
                    break;
            }
        }

        return Refusal("Unable to create volume on any cluster:", [.. refusals]);
    }

    /// <summary>More brick sets for a volume.</summary>
    public VolumePlan ChooseExpand(TopologySnapshot topology, Volume volume, int addGiB)
    {
        if (topology.IsInvolved(volume.Id))
        {
            return Refuse(new(volume.ClusterId, OperationInvolvement.InUse));
        }

        if ((long)volume.SizeGiB + addGiB > int.MaxValue)
        {
            return Refuse(new(volume.ClusterId, $"the volume would be larger than {int.MaxValue} GiB"));
        }

        var request = RequestOf(volume, volume.ClusterId, addGiB) with
        {
            HasArbiter = BrickRoles.HasArbiter(volume, topology),
            ExistingBricks = topology.BricksOfVolume(volume.Id).Count,
        };
        return placer.Place(topology, request) switch
        {
            PlacementResult.Placed placed => new VolumePlan.Possible(topology, volume, addGiB, placed.BrickSets),
            PlacementResult.Refused refused => Refuse(ClusterRefusal.Of(volume.ClusterId, RefusalText(refused, expanding: true), refused)),
            _ => throw new InvalidOperationException("The placer gave no answer"),
        };

        static VolumePlan.Impossible Refuse(ClusterRefusal refusal) => new(ExpandFailed + refusal.Text, [refusal]);
    }

    /// <summary>One cluster's reason stands alone; those of several follow a headline (Heketi API).</summary>
    private static VolumePlan.Impossible Refusal(string headline, ImmutableArray<ClusterRefusal> refusals) => new(
        CreateFailed + (refusals.Length == 1 ? refusals[0].Text : headline + string.Concat(refusals.Select(r => $"\nCluster {r.ClusterId}: {r.Text}"))),
        refusals);

    private static string RefusalText(PlacementResult.Refused refused, bool expanding) => (expanding, refused.Kind) switch
    {
        (_, RefusalKind.AverageFileTooLarge) => refused.Explanation,
        (true, RefusalKind.BricksTooSmall) => "Minimum brick size limit reached.  Out of space.: " + refused.Explanation,
        (true, RefusalKind.TooManyBricks) => "Maximum number of bricks reached.: " + refused.Explanation,
        _ => "No space: " + refused.Explanation,
    };

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
}
