using System.Collections.Immutable;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Volumes;
using Heketi.Core.Topology;

namespace Heketi.Server.Mapping;

/// <summary>
/// The topology as the Heketi API shows it. Volumes and block volumes that an operation makes or takes away are hidden; bricks
/// are always shown, as their space is taken (Heketi v10).
/// </summary>
internal static class TopologyMapping
{
    public static ClusterInfoResponse ToInfo(this Cluster cluster, TopologySnapshot topology) => new()
    {
        Id = cluster.Id,
        Nodes = topology.NodesOfCluster(cluster.Id),
        Volumes = topology.VisibleVolumes(topology.VolumesOfCluster(cluster.Id)),
        Block = cluster.Block,
        File = cluster.File,
        BlockVolumes = topology.VisibleBlockVolumes(topology.BlockVolumesOfCluster(cluster.Id)),
    };

    public static NodeInfoResponse ToInfo(this Node node, TopologySnapshot topology) => new()
    {
        Zone = node.Zone,
        Hostnames = new() { Manage = node.ManageHostnames, Storage = node.StorageHostnames },
        ClusterId = node.ClusterId,
        Tags = Given(node.Tags),
        Id = node.Id,
        State = Word(node.State),
        Devices = [.. topology.DevicesOfNode(node.Id).Select(id => topology.Devices[id].ToInfo(topology))],
    };

    public static DeviceInfoResponse ToInfo(this Device device, TopologySnapshot topology) => new()
    {
        Name = device.Name,
        Tags = Given(device.Tags),
        Storage = new() { Total = device.Storage.TotalKiB, Free = device.Storage.FreeKiB, Used = device.Storage.UsedKiB },
        Id = device.Id,
        Paths = device.Paths.IsDefaultOrEmpty ? null : device.Paths,
        PvUuid = device.PvUuid.Length == 0 ? null : device.PvUuid,
        State = Word(device.State),
        Bricks = Bricks(topology, topology.BricksOfDevice(device.Id)),
    };

    public static VolumeInfoResponse ToInfo(this Volume volume, TopologySnapshot topology) => new()
    {
        Size = volume.SizeGiB,
        Name = volume.Name,
        Durability = new()
        {
            Type = volume.Durability.Word,
            Replicate = new() { Replica = volume.Durability.Replica },
            Disperse = new() { Data = volume.Durability.Data, Redundancy = volume.Durability.Redundancy },
        },
        Gid = volume.Gid,
        GlusterVolumeOptions = volume.Options.IsDefaultOrEmpty ? null : volume.Options,
        Block = volume.Block,
        Snapshot = new() { Enable = volume.SnapshotEnabled, Factor = volume.SnapshotFactor },
        Id = volume.Id,
        ClusterId = volume.ClusterId,
        Mount = new() { GlusterFs = Mount(volume, topology) },
        BlockInfo = BlockInfo(volume, topology),
        Bricks = Bricks(topology, topology.BricksOfVolume(volume.Id)),
    };

    public static BlockVolumeInfoResponse ToInfo(this BlockVolume volume) => new()
    {
        Size = volume.SizeGiB,
        Name = volume.Name,
        HaCount = volume.HaCount,
        Id = volume.Id,
        Target = new() { Hosts = volume.Hosts, Iqn = volume.Iqn, Lun = volume.Lun, Username = volume.Username, Password = volume.Password },
        ClusterId = volume.ClusterId,
        HostingVolumeId = volume.HostingVolumeId,
        UsableSize = volume.UsableSizeGiB,
    };

    /// <summary>Those of the volumes that are not in the making or on their way out.</summary>
    public static IReadOnlyList<string> VisibleVolumes(this TopologySnapshot topology, ImmutableSortedSet<string> ids) =>
        Visible(ids, topology.Volumes);

    /// <summary>Those of the block volumes that are not in the making or on their way out.</summary>
    public static IReadOnlyList<string> VisibleBlockVolumes(this TopologySnapshot topology, ImmutableSortedSet<string> ids) =>
        Visible(ids, topology.BlockVolumes);

    private static List<string> Visible<T>(ImmutableSortedSet<string> ids, EntityTable<T> table)
        where T : class, ITopologyEntity, IPendingEntity
    {
        var visible = new List<string>(ids.Count);
        foreach (var id in ids)
        {
            if (table.Find(id) is { PendingId: "" })
            {
                visible.Add(id);
            }
        }

        return visible;
    }

    /// <summary>All nodes that the cluster has now: clients may mount from any (Heketi API; the stored list may be older).</summary>
    private static GlusterFsMount Mount(Volume volume, TopologySnapshot topology)
    {
        IReadOnlyList<string> current = [.. topology.NodesOfCluster(volume.ClusterId).Select(id => topology.Nodes[id].StorageHost)];
        var hosts = current.Count > 0 ? current : volume.MountHosts;
        return new()
        {
            Hosts = hosts,
            Device = $"{(hosts.Count == 0 ? "" : hosts[0])}:{volume.Name}",
            Options = new Dictionary<string, string> { ["backup-volfile-servers"] = string.Join(',', hosts.Skip(1)) },
        };
    }

    private static VolumeBlockInfo BlockInfo(Volume volume, TopologySnapshot topology)
    {
        if (!volume.Block)
        {
            return new();
        }

        var volumes = topology.VisibleBlockVolumes(topology.BlockVolumesOfHost(volume.Id));
        return new()
        {
            FreeSize = volume.BlockFreeGiB,
            ReservedSize = volume.BlockReservedGiB,
            BlockVolumes = volumes.Count == 0 ? null : volumes,
            Restriction = volume.BlockRestriction switch
            {
                BlockRestriction.Locked => "locked",
                BlockRestriction.LockedByUpdate => "locked-by-update",
                _ => null,
            },
        };
    }

    private static BrickInfo[] Bricks(TopologySnapshot topology, ImmutableSortedSet<string> ids)
    {
        var bricks = new BrickInfo[ids.Count];
        var i = 0;
        foreach (var id in ids)
        {
            var brick = topology.Bricks[id];
            bricks[i++] = new()
            {
                Id = brick.Id,
                Path = brick.Path,
                DeviceId = brick.DeviceId,
                NodeId = brick.NodeId,
                VolumeId = brick.VolumeId,
                Size = brick.SizeKiB,
            };
        }

        return bricks;
    }

    private static ImmutableSortedDictionary<string, string>? Given(ImmutableSortedDictionary<string, string> tags) => tags.IsEmpty ? null : tags;

    private static string Word(EntryState state) => state switch
    {
        EntryState.Offline => "offline",
        EntryState.Failed => "failed",
        _ => "online",
    };
}
