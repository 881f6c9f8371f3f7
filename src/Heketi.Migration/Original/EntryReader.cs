using Heketi.Migration.Export;
using Heketi.Migration.Gob;

namespace Heketi.Migration.Original;

/// <summary>
/// Makes entries of decoded structs. The names of the fields are those that the gob streams of the sample databases name; a field
/// that an old version does not have has its zero value. Embedded structs are fields with the name of their type.
/// </summary>
internal static class EntryReader
{
    public static ClusterEntry Cluster(GobStruct entry)
    {
        var info = entry.Inner("Info");
        var flags = info.Inner("ClusterFlags");
        return new()
        {
            Info = new()
            {
                Id = info.Text("Id"),
                Nodes = info.Texts("Nodes") ?? [],
                Volumes = info.Texts("Volumes") ?? [],
                Block = flags.Flag("Block"),
                File = flags.Flag("File"),
                BlockVolumes = info.Texts("BlockVolumes") ?? [],
            },
        };
    }

    public static VolumeEntry Volume(GobStruct entry)
    {
        var info = entry.Inner("Info");
        var request = info.Inner("VolumeCreateRequest");
        return new()
        {
            Info = new()
            {
                Size = request.Small("Size"),
                Clusters = request.Texts("Clusters"),
                Name = request.Text("Name"),
                Durability = Durability(request.Inner("Durability")),
                Gid = request.Number("Gid"),
                RequestOptions = request.Texts("GlusterVolumeOptions"),
                Block = request.Flag("Block"),
                Snapshot = new() { Enable = request.Inner("Snapshot").Flag("Enable"), Factor = Factor(request.Inner("Snapshot")) },
                Id = info.Text("Id"),
                Cluster = info.Text("Cluster"),
                Mount = new() { GlusterFs = Mount(info.Inner("Mount").Inner("GlusterFS")) },
                BlockInfo = Block(info.Inner("BlockInfo")),
            },
            Bricks = entry.Texts("Bricks") ?? [],
            Options = entry.Texts("GlusterVolumeOptions"),
            Pending = Pending(entry),
        };
    }

    public static BrickEntry Brick(GobStruct entry)
    {
        var info = entry.Inner("Info");
        return new()
        {
            Info = new()
            {
                Id = info.Text("Id"),
                Path = info.Text("Path"),
                DeviceId = info.Text("DeviceId"),
                NodeId = info.Text("NodeId"),
                VolumeId = info.Text("VolumeId"),
                Size = info.Size("Size"),
            },
            PoolSize = entry.Size("TpSize"),
            PoolMetadataSize = entry.Size("PoolMetadataSize"),
            Pending = Pending(entry),
            ThinPool = entry.Text("LvmThinPool"),
            LogicalVolume = entry.Text("LvmLv"),
            SubType = entry.Small("SubType"),
        };
    }

    public static NodeEntry Node(GobStruct entry)
    {
        var info = entry.Inner("Info");
        var request = info.Inner("NodeAddRequest");
        var hosts = request.Inner("Hostnames");
        return new()
        {
            State = entry.Inner("Entry").Text("State"),
            Info = new()
            {
                Zone = request.Small("Zone"),
                Hostnames = new() { Manage = hosts.Texts("Manage") ?? [], Storage = hosts.Texts("Storage") ?? [] },
                Cluster = request.Text("ClusterId"),
                Tags = request.Map("Tags"),
                Id = info.Text("Id"),
            },
            Devices = entry.Texts("Devices") ?? [],
        };
    }

    public static DeviceEntry Device(GobStruct entry)
    {
        var info = entry.Inner("Info");
        var device = info.Inner("Device");
        var storage = info.Inner("Storage");
        return new()
        {
            State = entry.Inner("Entry").Text("State"),
            Info = new()
            {
                Name = device.Text("Name"),
                Tags = device.Map("Tags"),
                Storage = new() { Total = storage.Size("Total"), Free = storage.Size("Free"), Used = storage.Size("Used") },
                Id = info.Text("Id"),
                Paths = info.Texts("Paths"),
                PvUuid = info.Text("PvUUID") is { Length: > 0 } uuid ? uuid : null,
            },
            Bricks = entry.Texts("Bricks") ?? [],
            NodeId = entry.Text("NodeId"),
            ExtentSize = entry.Size("ExtentSize"),
        };
    }

    public static BlockVolumeEntry BlockVolume(GobStruct entry)
    {
        var info = entry.Inner("Info");
        var request = info.Inner("BlockVolumeCreateRequest");
        var target = info.Inner("BlockVolume");
        return new()
        {
            Info = new()
            {
                Size = request.Small("Size"),
                Clusters = request.Texts("Clusters"),
                Name = request.Text("Name"),
                HaCount = request.Small("Hacount"),
                Auth = request.Flag("Auth"),
                Id = info.Text("Id"),
                Target = new()
                {
                    Hosts = target.Texts("Hosts"),
                    Iqn = target.Text("Iqn"),
                    Lun = target.Small("Lun"),
                    Username = target.Text("Username"),
                    Password = target.Text("Password"),
                },
                Cluster = info.Text("Cluster"),
                HostingVolume = info.Text("BlockHostingVolume"),
                UsableSize = info.Small("UsableSize"),
            },
            Pending = Pending(entry),
        };
    }

    public static AttributeEntry Attribute(GobStruct entry) => new() { Key = entry.Text("Key"), Value = entry.Text("Value") };

    public static OperationEntry Operation(GobStruct entry)
    {
        var pending = entry.Inner("PendingOperation");
        return new()
        {
            Id = pending.Inner("PendingItem").Text("Id"),
            Timestamp = pending.Number("Timestamp"),
            Type = pending.Small("Type"),
            Actions =
            [
                .. pending.Structs("Actions").Select(action => new OperationActionEntry
                {
                    Change = action.Small("Change"),
                    Id = action.Text("Id"),
                    Delta = action.Has("Delta") ? action.Small("Delta") : null,
                }),
            ],
            Status = entry.Text("Status"),
        };
    }

    private static PendingItem Pending(GobStruct entry) => new() { Id = entry.Inner("Pending").Text("Id") };

    private static float Factor(GobStruct snapshot) =>
        snapshot.Fraction("Factor") is var factor && float.IsFinite(factor) ? factor : throw new GobException(0, "field Factor is no finite number");

    private static DurabilityInfo Durability(GobStruct durability) => new()
    {
        Type = durability.Text("Type"),
        Replicate = new() { Replica = durability.Inner("Replicate").Small("Replica") },
        Disperse = new() { Data = durability.Inner("Disperse").Small("Data"), Redundancy = durability.Inner("Disperse").Small("Redundancy") },
    };

    private static GlusterFsMountInfo Mount(GobStruct mount) => new()
    {
        Hosts = mount.Texts("Hosts"),
        Device = mount.Text("MountPoint"),
        Options = mount.Map("Options"),
    };

    private static BlockInfo Block(GobStruct block) => new()
    {
        FreeSize = block.Small("FreeSize"),
        ReservedSize = block.Small("ReservedSize"),
        BlockVolumes = block.Texts("BlockVolumes"),
        Restriction = block.Text("Restriction") is { Length: > 0 } restriction ? restriction : null,
    };
}
