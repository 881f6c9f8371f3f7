using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>
/// Everything the server knows, at one moment: immutable and indexed, so that reads need neither a lock nor the disk.
/// A new one comes from <see cref="Put"/> and <see cref="Remove"/>; unchanged parts are shared.
/// All sets of ids are in ordinal order, as the Heketi API lists them.
/// </summary>
public sealed record TopologySnapshot
{
    /// <summary>Nothing at all.</summary>
    public static readonly TopologySnapshot Empty = new();

    private TopologySnapshot()
    {
    }

    /// <summary>Counts the published changes; grows by one with each.</summary>
    public long Revision { get; init; }

    /// <summary>Clusters.</summary>
    public EntityTable<Cluster> Clusters { get; private init; } = EntityTable<Cluster>.Empty;

    /// <summary>Nodes.</summary>
    public EntityTable<Node> Nodes { get; private init; } = EntityTable<Node>.Empty;

    /// <summary>Devices.</summary>
    public EntityTable<Device> Devices { get; private init; } = EntityTable<Device>.Empty;

    /// <summary>Bricks, pending ones included.</summary>
    public EntityTable<Brick> Bricks { get; private init; } = EntityTable<Brick>.Empty;

    /// <summary>Volumes, pending ones included.</summary>
    public EntityTable<Volume> Volumes { get; private init; } = EntityTable<Volume>.Empty;

    /// <summary>Block volumes, pending ones included.</summary>
    public EntityTable<BlockVolume> BlockVolumes { get; private init; } = EntityTable<BlockVolume>.Empty;

    /// <summary>The journal.</summary>
    public EntityTable<PendingOperation> Operations { get; private init; } = EntityTable<PendingOperation>.Empty;

    /// <summary>Facts about the database.</summary>
    public EntityTable<DatabaseAttribute> Attributes { get; private init; } = EntityTable<DatabaseAttribute>.Empty;

    private EntityIndex ByCluster { get; init; } = EntityIndex.Empty;

    private EntityIndex DevicesByNode { get; init; } = EntityIndex.Empty;

    private EntityIndex BricksByDevice { get; init; } = EntityIndex.Empty;

    private EntityIndex BricksByVolume { get; init; } = EntityIndex.Empty;

    private EntityIndex VolumesByCluster { get; init; } = EntityIndex.Empty;

    private EntityIndex VolumesByName { get; init; } = EntityIndex.Empty;

    private EntityIndex BlockVolumesByCluster { get; init; } = EntityIndex.Empty;

    private EntityIndex BlockVolumesByHost { get; init; } = EntityIndex.Empty;

    /// <summary>Ids of all clusters.</summary>
    public ImmutableSortedSet<string> ClusterIds { get; private init; } = EntityIndex.NoIds;

    /// <summary>Ids of all volumes, pending ones included.</summary>
    public ImmutableSortedSet<string> VolumeIds { get; private init; } = EntityIndex.NoIds;

    /// <summary>Ids of the nodes of a cluster.</summary>
    public ImmutableSortedSet<string> NodesOfCluster(string clusterId) => ByCluster[clusterId];

    /// <summary>Ids of the devices of a node.</summary>
    public ImmutableSortedSet<string> DevicesOfNode(string nodeId) => DevicesByNode[nodeId];

    /// <summary>Ids of the bricks of a device, pending ones included.</summary>
    public ImmutableSortedSet<string> BricksOfDevice(string deviceId) => BricksByDevice[deviceId];

    /// <summary>Ids of the bricks of a volume, pending ones included.</summary>
    public ImmutableSortedSet<string> BricksOfVolume(string volumeId) => BricksByVolume[volumeId];

    /// <summary>Ids of the volumes of a cluster, pending ones included.</summary>
    public ImmutableSortedSet<string> VolumesOfCluster(string clusterId) => VolumesByCluster[clusterId];

    /// <summary>Ids of the volumes of that name in a cluster, pending ones included (old databases may hold more than one).</summary>
    public ImmutableSortedSet<string> VolumesNamed(string clusterId, string name) => VolumesByName[NameKey(clusterId, name)];

    /// <summary>Ids of the block volumes of a cluster, pending ones included.</summary>
    public ImmutableSortedSet<string> BlockVolumesOfCluster(string clusterId) => BlockVolumesByCluster[clusterId];

    /// <summary>Ids of the block volumes in a hosting volume, pending ones included.</summary>
    public ImmutableSortedSet<string> BlockVolumesOfHost(string volumeId) => BlockVolumesByHost[volumeId];

    /// <summary>With all of <paramref name="entities"/>; of two with the same kind and id the later one counts.</summary>
    /// <remarks>For a whole database: one after the other, the parts that are shared between two snapshots would be made anew each time.</remarks>
    /// <exception cref="ArgumentException">One is of no kind that is kept.</exception>
    public static TopologySnapshot Of(IEnumerable<ITopologyEntity> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        var parts = new TopologyParts();
        foreach (var entity in entities)
        {
            parts.Add(entity);
        }

        return new()
        {
            Clusters = EntityTable<Cluster>.Of(parts.Clusters),
            Nodes = EntityTable<Node>.Of(parts.Nodes),
            Devices = EntityTable<Device>.Of(parts.Devices),
            Bricks = EntityTable<Brick>.Of(parts.Bricks),
            Volumes = EntityTable<Volume>.Of(parts.Volumes),
            BlockVolumes = EntityTable<BlockVolume>.Of(parts.BlockVolumes),
            Operations = EntityTable<PendingOperation>.Of(parts.Operations),
            Attributes = EntityTable<DatabaseAttribute>.Of(parts.Attributes),
            ByCluster = EntityIndex.Of(parts.Nodes.Values, node => node.ClusterId),
            DevicesByNode = EntityIndex.Of(parts.Devices.Values, device => device.NodeId),
            BricksByDevice = EntityIndex.Of(parts.Bricks.Values, brick => brick.DeviceId),
            BricksByVolume = EntityIndex.Of(parts.Bricks.Values, brick => brick.VolumeId),
            VolumesByCluster = EntityIndex.Of(parts.Volumes.Values, volume => volume.ClusterId),
            VolumesByName = EntityIndex.Of(parts.Volumes.Values, volume => NameKey(volume.ClusterId, volume.Name)),
            BlockVolumesByCluster = EntityIndex.Of(parts.BlockVolumes.Values, volume => volume.ClusterId),
            BlockVolumesByHost = EntityIndex.Of(parts.BlockVolumes.Values, volume => volume.HostingVolumeId),
            ClusterIds = EntityIndex.NoIds.Union(parts.Clusters.Keys),
            VolumeIds = EntityIndex.NoIds.Union(parts.Volumes.Keys),
        };
    }

    /// <summary>With <paramref name="entity"/> added, or put in the place of the one with its id.</summary>
    /// <exception cref="ArgumentException">It is of no kind that is kept.</exception>
    public TopologySnapshot Put(ITopologyEntity entity) => entity switch
    {
        Cluster e => this with { Clusters = Clusters.With(e), ClusterIds = ClusterIds.Add(e.Id) },
        Node e => Index(Nodes.Find(e.Id), e) with { Nodes = Nodes.With(e) },
        Device e => Index(Devices.Find(e.Id), e) with { Devices = Devices.With(e) },
        Brick e => Index(Bricks.Find(e.Id), e) with { Bricks = Bricks.With(e) },
        Volume e => Index(Volumes.Find(e.Id), e) with { Volumes = Volumes.With(e), VolumeIds = VolumeIds.Add(e.Id) },
        BlockVolume e => Index(BlockVolumes.Find(e.Id), e) with { BlockVolumes = BlockVolumes.With(e) },
        PendingOperation e => this with { Operations = Operations.With(e) },
        DatabaseAttribute e => this with { Attributes = Attributes.With(e) },
        _ => throw new ArgumentException($"{entity?.GetType()} is not a part of the topology", nameof(entity)),
    };

    /// <summary>Without <paramref name="entity"/>; nothing changes when it is not there.</summary>
    /// <exception cref="ArgumentException">It is of no kind that is kept.</exception>
    public TopologySnapshot Remove(ITopologyEntity entity) => entity switch
    {
        Cluster e => this with { Clusters = Clusters.Without(e.Id), ClusterIds = ClusterIds.Remove(e.Id) },
        Node e => Index(Nodes.Find(e.Id), null) with { Nodes = Nodes.Without(e.Id) },
        Device e => Index(Devices.Find(e.Id), null) with { Devices = Devices.Without(e.Id) },
        Brick e => Index(Bricks.Find(e.Id), null) with { Bricks = Bricks.Without(e.Id) },
        Volume e => Index(Volumes.Find(e.Id), null) with { Volumes = Volumes.Without(e.Id), VolumeIds = VolumeIds.Remove(e.Id) },
        BlockVolume e => Index(BlockVolumes.Find(e.Id), null) with { BlockVolumes = BlockVolumes.Without(e.Id) },
        PendingOperation e => this with { Operations = Operations.Without(e.Id) },
        DatabaseAttribute e => this with { Attributes = Attributes.Without(e.Id) },
        _ => throw new ArgumentException($"{entity?.GetType()} is not a part of the topology", nameof(entity)),
    };

    private static string NameKey(string clusterId, string name) => clusterId + "/" + name;

    private TopologySnapshot Index(Node? old, Node? now) =>
        this with { ByCluster = ByCluster.Move((old ?? now)?.Id ?? "", old?.ClusterId, now?.ClusterId) };

    private TopologySnapshot Index(Device? old, Device? now) =>
        this with { DevicesByNode = DevicesByNode.Move((old ?? now)?.Id ?? "", old?.NodeId, now?.NodeId) };

    private TopologySnapshot Index(Brick? old, Brick? now)
    {
        var id = (old ?? now)?.Id ?? "";
        return this with
        {
            BricksByDevice = BricksByDevice.Move(id, old?.DeviceId, now?.DeviceId),
            BricksByVolume = BricksByVolume.Move(id, old?.VolumeId, now?.VolumeId),
        };
    }

    private TopologySnapshot Index(Volume? old, Volume? now)
    {
        var id = (old ?? now)?.Id ?? "";
        return this with
        {
            VolumesByCluster = VolumesByCluster.Move(id, old?.ClusterId, now?.ClusterId),
            VolumesByName = VolumesByName.Move(
                id,
                old is null ? null : NameKey(old.ClusterId, old.Name),
                now is null ? null : NameKey(now.ClusterId, now.Name)),
        };
    }

    private TopologySnapshot Index(BlockVolume? old, BlockVolume? now)
    {
        var id = (old ?? now)?.Id ?? "";
        return this with
        {
            BlockVolumesByCluster = BlockVolumesByCluster.Move(id, old?.ClusterId, now?.ClusterId),
            BlockVolumesByHost = BlockVolumesByHost.Move(id, old?.HostingVolumeId, now?.HostingVolumeId),
        };
    }
}
