using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Testing.Store;

/// <summary>One entity of every kind, with something in every property.</summary>
public static class SampleTopology
{
    public static Cluster Cluster { get; } = new() { Id = "c1", File = true, Block = true };

    public static Node Node { get; } = new()
    {
        Id = "n1",
        ClusterId = "c1",
        Zone = 3,
        ManageHostnames = ["node1.example", "node1"],
        StorageHostnames = ["10.0.0.1"],
        State = EntryState.Offline,
        Tags = EntryTags.None.Add("b", "2").Add("Z", "ä \"quoted\" <&> \u0001").Add("a", ""),
    };

    public static Device Device { get; } = new()
    {
        Id = "d1",
        NodeId = "n1",
        Name = "/dev/sdb",
        Paths = ["/dev/sdb", "/dev/disk/by-id/x"],
        PvUuid = "uuid",
        State = EntryState.Failed,
        Tags = EntryTags.None.Add("arbiter", "required"),
        ExtentSizeKiB = 8192,
        Storage = new(ulong.MaxValue, ulong.MaxValue - 4096, 4096),
    };

    public static Brick Brick { get; } = new()
    {
        Id = "b1",
        DeviceId = "d1",
        NodeId = "n1",
        VolumeId = "v1",
        Path = Core.Topology.Brick.PathOf("d1", "b1"),
        SizeKiB = 1024,
        PoolSizeKiB = 2048,
        PoolMetadataSizeKiB = 8192,
        ThinPool = "tp_b1",
        LogicalVolume = "other",
        SubType = BrickSubType.Arbiter,
        PendingId = "o1",
    };

    public static Volume Volume { get; } = new()
    {
        Id = "v1",
        Name = "vol_v1",
        ClusterId = "c1",
        SizeGiB = 100,
        Durability = new() { Kind = DurabilityKind.Disperse, Replica = 3, Data = 4, Redundancy = 2 },
        Gid = 4_000_000_000,
        Options = ["performance.cache-size 1", "a b"],
        SnapshotEnabled = true,
        SnapshotFactor = 1.1f,
        Block = true,
        BlockFreeGiB = 7,
        BlockReservedGiB = 2,
        BlockRestriction = BlockRestriction.LockedByUpdate,
        MountHosts = ["10.0.0.1", "10.0.0.2"],
        PendingId = "o1",
    };

    public static BlockVolume BlockVolume { get; } = new()
    {
        Id = "bv1",
        Name = "blk",
        ClusterId = "c1",
        HostingVolumeId = "v1",
        SizeGiB = 5,
        UsableSizeGiB = 4,
        HaCount = 3,
        Auth = true,
        Hosts = ["h1", "h2"],
        Iqn = "iqn.2016-12.org.gluster-block:x",
        Lun = 1,
        Username = "user",
        Password = "secret",
        PendingId = "o1",
    };

    public static PendingOperation Operation { get; } = new()
    {
        Id = "o1",
        Kind = OperationKind.ExpandVolume,
        Timestamp = 1_700_000_000,
        Status = OperationStatus.Failed,
        Actions = [new(OperationChange.AddBrick, "b1"), new(OperationChange.ExpandVolume, "v1", 10)],
        Details = EntryTags.None.Add("disk", "/dev/sdb"),
    };

    public static DatabaseAttribute Attribute { get; } = new() { Id = DatabaseAttribute.GenerationId, Value = "g" };

    public static ImmutableArray<ITopologyEntity> All { get; } =
        [Cluster, Node, Device, Brick, Volume, BlockVolume, Operation, Attribute];
}
