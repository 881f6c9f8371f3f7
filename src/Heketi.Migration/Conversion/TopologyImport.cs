using System.Collections.Immutable;
using Heketi.Core.Topology;
using Heketi.Migration.Export;

namespace Heketi.Migration.Conversion;

/// <summary>
/// Makes a topology of an export. The topology keeps each reference once (a brick names its volume); where the lists of the
/// export say something else, the brick counts, and where it names none (databases before version 5), the volume's list does.
/// </summary>
public static class TopologyImport
{
    /// <exception cref="MigrationException">An entry cannot be taken over; the message names it.</exception>
    public static TopologySnapshot From(ExportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var volumeOf = VolumesByBrick(document);
        IEnumerable<ITopologyEntity> entities =
        [
            .. Entities(document.Clusters, "cluster", Cluster),
            .. Entities(document.Nodes, "node", Node),
            .. Entities(document.Devices, "device", Device),
            .. Entities(document.Volumes, "volume", Volume),
            .. Entities(document.Bricks, "brick", (brick, name) => Brick(brick, name, volumeOf)),
            .. Entities(document.BlockVolumes, "block volume", BlockVolume),
            .. Entities(document.Operations, "pending operation", Operation),
            .. Entities(document.Attributes, "attribute", (entry, _) => new DatabaseAttribute { Id = entry.Key, Value = entry.Value }),
        ];
        return TopologySnapshot.Of(entities);
    }

    private static IEnumerable<ITopologyEntity> Entities<TEntry, TEntity>(
        Dictionary<string, TEntry> entries, string kind, Func<TEntry, string, TEntity> convert)
        where TEntity : ITopologyEntity
    {
        foreach (var (id, entry) in entries)
        {
            var name = $"{kind} {id}";
            var entity = entry is null ? throw new MigrationException(name + " is null") : convert(entry, name);
            yield return entity.Id == id
                ? entity
                : throw new MigrationException($"{name}: the entry says that its id is \"{entity.Id}\"; one of the two is wrong");
        }
    }

    private static Dictionary<string, string> VolumesByBrick(ExportDocument document)
    {
        var volumes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, volume) in document.Volumes)
        {
            foreach (var brick in volume?.Bricks ?? [])
            {
                volumes.TryAdd(brick, id);
            }
        }

        return volumes;
    }

    private static Cluster Cluster(ClusterEntry entry, string name) =>
        new() { Id = entry.Info.Id, File = entry.Info.File, Block = entry.Info.Block };

    private static Node Node(NodeEntry entry, string name) => new()
    {
        Id = entry.Info.Id,
        ClusterId = entry.Info.Cluster,
        Zone = entry.Info.Zone,
        ManageHostnames = [.. entry.Info.Hostnames.Manage],
        StorageHostnames = [.. entry.Info.Hostnames.Storage],
        State = Words.State(entry.State, name),
        Tags = Tags(entry.Info.Tags),
    };

    private static Device Device(DeviceEntry entry, string name) => new()
    {
        Id = entry.Info.Id,
        NodeId = entry.NodeId,
        Name = entry.Info.Name,
        Paths = [.. entry.Info.Paths ?? []],
        PvUuid = entry.Info.PvUuid ?? "",
        State = Words.State(entry.State, name),
        Tags = Tags(entry.Info.Tags),
        ExtentSizeKiB = entry.ExtentSize,
        Storage = new(entry.Info.Storage.Total, entry.Info.Storage.Free, entry.Info.Storage.Used),
    };

    private static Volume Volume(VolumeEntry entry, string name)
    {
        var info = entry.Info;
        return new()
        {
            Id = info.Id,
            Name = info.Name,
            ClusterId = info.Cluster,
            RequestedClusters = [.. info.Clusters ?? []],
            SizeGiB = info.Size,
            Durability = new()
            {
                Kind = Words.Durability(info.Durability.Type),
                Replica = info.Durability.Replicate.Replica,
                Data = info.Durability.Disperse.Data,
                Redundancy = info.Durability.Disperse.Redundancy,
            },
            Gid = info.Gid,
            Options = [.. entry.Options ?? []],
            SnapshotEnabled = info.Snapshot.Enable,
            SnapshotFactor = info.Snapshot.Factor,
            Block = info.Block,
            BlockFreeGiB = info.BlockInfo.FreeSize,
            BlockReservedGiB = info.BlockInfo.ReservedSize,
            BlockRestriction = Words.Restriction(info.BlockInfo.Restriction, name),
            MountHosts = [.. info.Mount.GlusterFs.Hosts ?? []],
            PendingId = entry.Pending.Id,
        };
    }

    private static Brick Brick(BrickEntry entry, string name, Dictionary<string, string> volumeOf) => new()
    {
        Id = entry.Info.Id,
        DeviceId = entry.Info.DeviceId,
        NodeId = entry.Info.NodeId,
        VolumeId = entry.Info.VolumeId.Length > 0 ? entry.Info.VolumeId : volumeOf.GetValueOrDefault(entry.Info.Id, ""),
        Path = entry.Info.Path,
        SizeKiB = entry.Info.Size,
        PoolSizeKiB = entry.PoolSize,
        PoolMetadataSizeKiB = entry.PoolMetadataSize,
        ThinPool = entry.ThinPool,
        LogicalVolume = entry.LogicalVolume,
        SubType = entry.SubType is 0 or 1 or 2 ? (BrickSubType)entry.SubType : throw new MigrationException($"{name}: Not a known brick sub type: {entry.SubType}"),
        PendingId = entry.Pending.Id,
    };

    private static BlockVolume BlockVolume(BlockVolumeEntry entry, string name)
    {
        var info = entry.Info;
        return new()
        {
            Id = info.Id,
            Name = info.Name,
            ClusterId = info.Cluster,
            RequestedClusters = [.. info.Clusters ?? []],
            HostingVolumeId = info.HostingVolume,
            SizeGiB = info.Size,
            UsableSizeGiB = info.UsableSize,
            HaCount = info.HaCount,
            Auth = info.Auth,
            Hosts = [.. info.Target.Hosts ?? []],
            Iqn = info.Target.Iqn,
            Lun = info.Target.Lun,
            Username = info.Target.Username,
            Password = info.Target.Password,
            PendingId = entry.Pending.Id,
        };
    }

    private static PendingOperation Operation(OperationEntry entry, string name) => new()
    {
        Id = entry.Id,
        Kind = (OperationKind)entry.Type,
        Timestamp = entry.Timestamp,
        Status = Words.Status(entry.Status, name),
        Actions = [.. entry.Actions.Select(action => new OperationAction(Change(entry.Type, action.Change), action.Id, action.Delta))],
    };

    private static ImmutableSortedDictionary<string, string> Tags(IReadOnlyDictionary<string, string>? tags) =>
        tags is null ? EntryTags.None : EntryTags.None.AddRange(tags);

    /// <summary>
    /// 12 and 13 join an eviction and the removal of a device that it is part of. Which of them is which was never recorded; what the
    /// operation is says it too.
    /// </summary>
    private static OperationChange Change(int operation, int change) => ((OperationKind)operation, (OperationChange)change) switch
    {
        (OperationKind.EvictBrick, OperationChange.ParentOperation or OperationChange.ChildOperation) => OperationChange.ParentOperation,
        (OperationKind.RemoveDevice, OperationChange.ParentOperation or OperationChange.ChildOperation) => OperationChange.ChildOperation,
        _ => (OperationChange)change,
    };
}
