using System.Collections.Immutable;
using Heketi.Core.Topology;
using Heketi.Migration.Export;

namespace Heketi.Migration.Conversion;

/// <summary>
/// Makes an export of a topology, such that the original's <c>db import</c> reads it. Operations that the original does not know
/// (numbers from 101 on) are left out: it would refuse to start on them.
/// </summary>
public static class TopologyExport
{
    private const int FirstOwnNumber = 101;

    /// <summary>The export.</summary>
    public static ExportDocument From(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        var unlisted = Replacements(topology);
        return new()
        {
            Clusters = topology.Clusters.ToDictionary(cluster => cluster.Id, cluster => Cluster(cluster, topology)),
            Volumes = topology.Volumes.ToDictionary(volume => volume.Id, volume => Volume(volume, topology, unlisted)),
            Bricks = topology.Bricks.ToDictionary(brick => brick.Id, Brick),
            Nodes = topology.Nodes.ToDictionary(node => node.Id, node => Node(node, topology)),
            Devices = topology.Devices.ToDictionary(device => device.Id, device => Device(device, topology, unlisted)),
            BlockVolumes = topology.BlockVolumes.ToDictionary(volume => volume.Id, BlockVolume),
            Attributes = topology.Attributes.Where(attribute => !attribute.Id.StartsWith(DatabaseAttribute.IdempotencyPrefix, StringComparison.Ordinal)).ToDictionary(
                attribute => attribute.Id, attribute => new AttributeEntry { Key = attribute.Id, Value = attribute.Value }),
            Operations = topology.Operations.Where(operation => !IsOurs(operation)).ToDictionary(operation => operation.Id, Operation),
        };
    }

    /// <summary>The operations that an export leaves out, because the original does not know their kind.</summary>
    public static IReadOnlyList<PendingOperation> LeftOut(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        return [.. topology.Operations.Where(IsOurs).OrderBy(operation => operation.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Bricks that are to take the place of others: volumes and devices list them only when they do (the original's databases show
    /// it), though their space is taken.
    /// </summary>
    private static ImmutableHashSet<string> Replacements(TopologySnapshot topology) =>
    [
        .. topology.Operations.Where(operation => operation.Kind is OperationKind.EvictBrick)
            .SelectMany(operation => operation.Actions)
            .Where(action => action.Change is OperationChange.AddBrick && topology.Bricks.Find(action.EntityId) is { PendingId.Length: > 0 })
            .Select(action => action.EntityId),
    ];

    private static bool IsOurs(PendingOperation operation) => (int)operation.Kind >= FirstOwnNumber;

    private static ClusterEntry Cluster(Cluster cluster, TopologySnapshot topology) => new()
    {
        Info = new()
        {
            Id = cluster.Id,
            Nodes = topology.NodesOfCluster(cluster.Id),
            Volumes = topology.VolumesOfCluster(cluster.Id),
            Block = cluster.Block,
            File = cluster.File,
            BlockVolumes = topology.BlockVolumesOfCluster(cluster.Id),
        },
    };

    private static VolumeEntry Volume(Volume volume, TopologySnapshot topology, ImmutableHashSet<string> unlisted)
    {
        var blockVolumes = topology.BlockVolumesOfHost(volume.Id);
        return new()
        {
            Info = new()
            {
                Size = volume.SizeGiB,
                Clusters = Given(volume.RequestedClusters),
                Name = volume.Name,
                Durability = new()
                {
                    Type = volume.Durability.Word,
                    Replicate = new() { Replica = volume.Durability.Replica },
                    Disperse = new() { Data = volume.Durability.Data, Redundancy = volume.Durability.Redundancy },
                },
                Gid = volume.Gid,
                Block = volume.Block,
                Snapshot = new() { Enable = volume.SnapshotEnabled, Factor = volume.SnapshotFactor },
                Id = volume.Id,
                Cluster = volume.ClusterId,
                Mount = new() { GlusterFs = Mount(volume) },
                BlockInfo = new()
                {
                    FreeSize = volume.BlockFreeGiB,
                    ReservedSize = volume.BlockReservedGiB,
                    BlockVolumes = blockVolumes.IsEmpty ? null : blockVolumes,
                    Restriction = Words.Of(volume.BlockRestriction),
                },
            },
            Bricks = [.. topology.BricksOfVolume(volume.Id).Where(id => !unlisted.Contains(id))],
            Options = Given(volume.Options),
            Pending = new() { Id = volume.PendingId },
        };
    }

    private static GlusterFsMountInfo Mount(Volume volume) => volume.MountHosts.IsDefaultOrEmpty
        ? new()
        : new()
        {
            Hosts = volume.MountHosts,
            Device = $"{volume.MountHosts[0]}:{volume.Name}",
            Options = new Dictionary<string, string> { ["backup-volfile-servers"] = string.Join(',', volume.MountHosts.Skip(1)) },
        };

    private static BrickEntry Brick(Brick brick) => new()
    {
        Info = new()
        {
            Id = brick.Id,
            Path = brick.Path,
            DeviceId = brick.DeviceId,
            NodeId = brick.NodeId,
            VolumeId = brick.VolumeId,
            Size = brick.SizeKiB,
        },
        PoolSize = brick.PoolSizeKiB,
        PoolMetadataSize = brick.PoolMetadataSizeKiB,
        Pending = new() { Id = brick.PendingId },
        ThinPool = brick.ThinPool,
        LogicalVolume = brick.LogicalVolume,
        SubType = (int)brick.SubType,
    };

    private static NodeEntry Node(Node node, TopologySnapshot topology) => new()
    {
        State = Words.Of(node.State),
        Info = new()
        {
            Zone = node.Zone,
            Hostnames = new() { Manage = node.ManageHostnames, Storage = node.StorageHostnames },
            Cluster = node.ClusterId,
            Tags = node.Tags.IsEmpty ? null : node.Tags,
            Id = node.Id,
        },
        Devices = topology.DevicesOfNode(node.Id),
    };

    private static DeviceEntry Device(Device device, TopologySnapshot topology, ImmutableHashSet<string> unlisted) => new()
    {
        State = Words.Of(device.State),
        Info = new()
        {
            Name = device.Name,
            Tags = device.Tags.IsEmpty ? null : device.Tags,
            Storage = new() { Total = device.Storage.TotalKiB, Free = device.Storage.FreeKiB, Used = device.Storage.UsedKiB },
            Id = device.Id,
            Paths = Given(device.Paths),
            PvUuid = device.PvUuid.Length == 0 ? null : device.PvUuid,
        },
        Bricks = [.. topology.BricksOfDevice(device.Id).Where(id => !unlisted.Contains(id))],
        NodeId = device.NodeId,
        ExtentSize = device.ExtentSizeKiB,
    };

    private static BlockVolumeEntry BlockVolume(BlockVolume volume) => new()
    {
        Info = new()
        {
            Size = volume.SizeGiB,
            Clusters = Given(volume.RequestedClusters),
            Name = volume.Name,
            HaCount = volume.HaCount,
            Auth = volume.Auth,
            Id = volume.Id,
            Target = new()
            {
                Hosts = Given(volume.Hosts),
                Iqn = volume.Iqn,
                Lun = volume.Lun,
                Username = volume.Username,
                Password = volume.Password,
            },
            Cluster = volume.ClusterId,
            HostingVolume = volume.HostingVolumeId,
            UsableSize = volume.UsableSizeGiB,
        },
        Pending = new() { Id = volume.PendingId },
    };

    private static OperationEntry Operation(PendingOperation operation) => new()
    {
        Id = operation.Id,
        Timestamp = operation.Timestamp,
        Type = (int)operation.Kind,
        Actions =
        [
            .. operation.Actions.Where(action => (int)action.Change < FirstOwnNumber)
                .Select(action => new OperationActionEntry { Change = (int)action.Change, Id = action.EntityId, Delta = action.DeltaGiB }),
        ],
        Status = Words.Of(operation.Status),
    };

    private static ImmutableArray<string>? Given(ImmutableArray<string> items) => items.IsDefaultOrEmpty ? null : items;
}
