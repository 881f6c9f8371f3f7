using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Benchmarks.Placement;

/// <summary>2 clusters, 30 nodes in 6 zones, 360 devices of 2 TiB, 2,400 replica 3 volumes of 10 GiB.</summary>
internal static class LargeTopology
{
    /// <summary>One of the two clusters.</summary>
    public static readonly string ClusterId = Id("cluster", 0);

    private const int NodesPerCluster = 15;
    private const int DevicesPerNode = 12;
    private const int VolumesPerCluster = 1200;
    private const ulong DeviceKiB = 2048UL * 1024 * 1024;

    /// <summary>Builds it.</summary>
    public static TopologySnapshot Build(IBrickPlacer placer)
    {
        var topology = TopologySnapshot.Empty;
        for (var c = 0; c < 2; c++)
        {
            var cluster = Id("cluster", c);
            topology = AddNodes(topology.Put(new Cluster { Id = cluster, File = true, Block = true }), cluster, c);
            for (var v = 0; v < VolumesPerCluster; v++)
            {
                topology = AddVolume(topology, placer, cluster, Id("volume", (c * VolumesPerCluster) + v));
            }
        }

        return topology;
    }

    /// <summary>A request for a replica 3 volume.</summary>
    public static PlacementRequest Replica3(string clusterId, string volumeId, long sizeGiB) => new()
    {
        ClusterId = clusterId,
        VolumeId = volumeId,
        SizeGiB = sizeGiB,
        Durability = new() { Kind = DurabilityKind.Replicate, Replica = 3 },
    };

    private static TopologySnapshot AddNodes(TopologySnapshot topology, string cluster, int c)
    {
        for (var n = 0; n < NodesPerCluster; n++)
        {
            var number = (c * NodesPerCluster) + n;
            var node = new Node
            {
                Id = Id("node", number),
                ClusterId = cluster,
                Zone = (n % 3) + 1,
                ManageHostnames = [$"manage{number}"],
                StorageHostnames = [$"storage{number}"],
            };
            topology = topology.Put(node);
            for (var d = 0; d < DevicesPerNode; d++)
            {
                topology = topology.Put(new Device
                {
                    Id = Id("device", (number * DevicesPerNode) + d),
                    NodeId = node.Id,
                    Name = $"/dev/sd{(char)('b' + d)}",
                    Storage = new(DeviceKiB, DeviceKiB, 0),
                });
            }
        }

        return topology;
    }

    private static TopologySnapshot AddVolume(TopologySnapshot topology, IBrickPlacer placer, string cluster, string id)
    {
        var placed = (PlacementResult.Placed)placer.Place(topology, Replica3(cluster, id, sizeGiB: 10));
        topology = topology.Put(new Volume { Id = id, Name = "vol_" + id, ClusterId = cluster, SizeGiB = 10 });
        foreach (var brick in placed.Bricks)
        {
            var device = topology.Devices[brick.DeviceId];
            topology = topology.Put(brick).Put(device with { Storage = device.Storage.Take(brick.TotalKiB) });
        }

        return topology;
    }

    /// <summary>As long and as random as real ones, and the same in every run.</summary>
    private static string Id(string kind, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind + number.ToString(CultureInfo.InvariantCulture))))[..32];
}
