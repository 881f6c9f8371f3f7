using System.Collections.Immutable;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

/// <summary>A cluster to place bricks in.</summary>
internal sealed class TestCluster
{
    public const string Id = "c";
    public const ulong GiB = 1024 * 1024;

    private int nodes;
    private int devices;

    public TopologySnapshot Topology { get; private set; } = TopologySnapshot.Empty.Put(new Cluster { Id = Id, File = true });

    public static TestCluster Uniform(int nodes, int devicesPerNode, ulong deviceKiB, Func<int, int>? zoneOfNode = null)
    {
        var cluster = new TestCluster();
        for (var n = 0; n < nodes; n++)
        {
            var node = cluster.AddNode(zoneOfNode?.Invoke(n) ?? n + 1);
            for (var d = 0; d < devicesPerNode; d++)
            {
                cluster.AddDevice(node, deviceKiB);
            }
        }

        return cluster;
    }

    public Node AddNode(int zone = 1, EntryState state = EntryState.Online, string? arbiter = null)
    {
        var node = new Node { Id = $"n{nodes++:000}", ClusterId = Id, Zone = zone, State = state, Tags = ArbiterTags(arbiter) };
        Topology = Topology.Put(node);
        return node;
    }

    public Device AddDevice(
        Node node, ulong freeKiB, EntryState state = EntryState.Online, ulong extentKiB = 4096, ulong usedKiB = 0, string? arbiter = null)
    {
        var device = new Device
        {
            Id = $"d{devices++:000}",
            NodeId = node.Id,
            Name = "/dev/sdb",
            State = state,
            ExtentSizeKiB = extentKiB,
            Tags = ArbiterTags(arbiter),
            Storage = new(freeKiB + usedKiB, freeKiB, usedKiB),
        };
        Topology = Topology.Put(device);
        return device;
    }

    /// <summary>Books the bricks, which fails where a device has too little space.</summary>
    public void Take(PlacementResult.Placed placed)
    {
        foreach (var brick in placed.Bricks)
        {
            var device = Topology.Devices[brick.DeviceId];
            Topology = Topology.Put(device with { Storage = device.Storage.Take(brick.TotalKiB) }).Put(brick);
        }
    }

    public PlacementResult Place(
        long sizeGiB,
        Durability durability,
        PlacementLimits? limits = null,
        int seed = 1,
        float factor = 1,
        bool strictZones = false,
        int existingBricks = 0,
        Func<Node, Device, string?>? filter = null,
        ulong? averageFileKiB = null)
    {
        var request = new PlacementRequest
        {
            ClusterId = Id,
            VolumeId = "v",
            SizeGiB = sizeGiB,
            Durability = durability,
            SnapshotFactor = factor,
            StrictZones = strictZones,
            ExistingBricks = existingBricks,
            DeviceFilter = filter,
            HasArbiter = averageFileKiB is not null,
            AverageFileKiB = averageFileKiB ?? 64,
        };
        return new BrickPlacer(limits ?? new(), new Random(seed), EntityId.New).Place(Topology, request);
    }

    public static Durability Replica(int replica) => new() { Kind = DurabilityKind.Replicate, Replica = replica };

    public static Durability Disperse(int data, int redundancy) =>
        new() { Kind = DurabilityKind.Disperse, Data = data, Redundancy = redundancy };

    public static Durability None() => new();

    private static ImmutableSortedDictionary<string, string> ArbiterTags(string? value) =>
        value is null ? EntryTags.None : EntryTags.None.Add("arbiter", value);
}
