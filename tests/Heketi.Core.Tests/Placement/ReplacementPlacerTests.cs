using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Placement;

public sealed class ReplacementPlacerTests
{
    private const ulong GiB = 1024 * 1024;

    private readonly ReplacementPlacer placer = new(new Random(1), EntityId.New);
    private TopologySnapshot topology = TopologySnapshot.Empty.Put(new Cluster { Id = "c" });

    [Fact]
    public void The_new_brick_is_like_the_old_one_on_a_node_of_its_own()
    {
        Nodes(4);

        var found = Find().Should().BeOfType<ReplacementResult.Found>().Which.Brick;

        found.NodeId.Should().BeOneOf("n1", "n4");
        found.DeviceId.Should().NotBe("n1a", "the old brick is there");
        (found.SizeKiB, found.VolumeId, found.SubType).Should().Be((2 * GiB, "v", BrickSubType.Normal));
        found.Path.Should().Be(Brick.PathOf(found.DeviceId, found.Id));
        found.TotalKiB.Should().Be(BrickFootprint.Of(2 * GiB, 1, 4096).TotalKiB);
    }

    [Fact]
    public void Another_device_of_the_same_node_will_do()
    {
        Nodes(3);

        Find().Should().BeOfType<ReplacementResult.Found>().Which.Brick.DeviceId.Should().Be("n1b");
    }

    [Fact]
    public void An_arbiter_stays_an_arbiter()
    {
        Nodes(4);

        Find(r => r with { Old = r.Old with { SubType = BrickSubType.Arbiter } })
            .Should().BeOfType<ReplacementResult.Found>().Which.Brick.SubType.Should().Be(BrickSubType.Arbiter);
    }

    [Fact]
    public void Room_for_snapshots_is_kept()
    {
        Nodes(4);

        Find(r => r with { SnapshotFactor = 2 })
            .Should().BeOfType<ReplacementResult.Found>().Which.Brick.PoolSizeKiB.Should().Be(4 * GiB);
    }

    [Fact]
    public void A_zone_without_a_brick_of_the_set_is_preferred()
    {
        Nodes(5, zoneOf: n => n is 4 ? 2 : n);
        Change("n5a", d => d with { Storage = new(100 * GiB, 10 * GiB, 90 * GiB) });
        Offline("n1b", "n5b");

        Find().Should().BeOfType<ReplacementResult.Found>().Which.Brick.NodeId.Should().Be("n5", "although it is fuller");
    }

    [Fact]
    public void Strict_zones_refuse_a_zone_that_has_a_brick_of_the_set()
    {
        Nodes(4, zoneOf: n => n is 4 ? 2 : n);
        Offline("n1b");

        Find(r => r with { StrictZones = true }).Should().BeOfType<ReplacementResult.None>().Which.Explanation
            .Should().Contain("in a zone with another brick of the set");
        Find().Should().BeOfType<ReplacementResult.Found>().Which.Brick.NodeId.Should().Be("n4");
    }

    [Fact]
    public void The_reason_counts_what_was_ruled_out()
    {
        Nodes(4);
        Offline("n1b");
        Change("n4a", d => d with { State = EntryState.Failed });
        Change("n4b", d => d with { Storage = new(100 * GiB, GiB, 99 * GiB) });

        Find().Should().BeOfType<ReplacementResult.None>().Which.Explanation.Should().Be(
            "the brick of 2 GiB needs a device on a node without a brick of its set; of 8 devices on 4 nodes: 1 offline, 1 failed, "
            + "4 ruled out (on a node with another brick of the set), 1 ruled out (the brick is there now), 1 with too little free space, none left");
    }

    [Fact]
    public void A_node_that_does_not_answer_gets_no_brick()
    {
        Nodes(4);
        Offline("n1b");
        var health = new NodeHealth();
        health.Report("n4", isDown: true);

        Find(placer: new(new Random(1), EntityId.New, health)).Should().BeOfType<ReplacementResult.None>().Which.Explanation
            .Should().Contain("2 ruled out (its node does not answer)");
    }

    [Fact]
    public void The_filter_of_the_volume_counts()
    {
        Nodes(4);
        Offline("n1b");

        Find(r => r with { DeviceFilter = (_, device) => device.Id == "n4b" ? null : "device tags" })
            .Should().BeOfType<ReplacementResult.Found>().Which.Brick.DeviceId.Should().Be("n4b");
        Find(r => r with { DeviceFilter = (_, _) => "device tags" })
            .Should().BeOfType<ReplacementResult.None>().Which.Explanation.Should().Contain("2 ruled out (device tags)");
    }

    /// <summary>Bricks on the first three nodes' first devices; the one on n1 is to go.</summary>
    private ReplacementResult Find(Func<ReplacementRequest, ReplacementRequest>? change = null, ReplacementPlacer? placer = null)
    {
        var set = Enumerable.Range(1, 3).Select(n => new Brick
        {
            Id = $"b{n}",
            DeviceId = $"n{n}a",
            NodeId = $"n{n}",
            VolumeId = "v",
            Path = "/b",
            SizeKiB = 2 * GiB,
            PoolSizeKiB = 2 * GiB,
            PoolMetadataSizeKiB = 12288,
        }).ToImmutableArray();
        var request = new ReplacementRequest { ClusterId = "c", Old = set[0], Peers = set.RemoveAt(0) };
        return (placer ?? this.placer).Find(topology, change?.Invoke(request) ?? request);
    }

    private void Nodes(int count, Func<int, int>? zoneOf = null)
    {
        for (var n = 1; n <= count; n++)
        {
            topology = topology.Put(new Node { Id = $"n{n}", ClusterId = "c", Zone = zoneOf?.Invoke(n) ?? n });
            foreach (var letter in "ab")
            {
                topology = topology.Put(new Device
                {
                    Id = $"n{n}{letter}",
                    NodeId = $"n{n}",
                    Name = "/dev/sd" + letter,
                    Storage = new(100 * GiB, 100 * GiB, 0),
                });
            }
        }
    }

    private void Offline(params string[] devices)
    {
        foreach (var id in devices)
        {
            Change(id, d => d with { State = EntryState.Offline });
        }
    }

    private void Change(string device, Func<Device, Device> change) => topology = topology.Put(change(topology.Devices[device]));
}
