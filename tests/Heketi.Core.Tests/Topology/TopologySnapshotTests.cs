using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Topology;

public sealed class TopologySnapshotTests
{
    [Fact]
    public void A_device_that_moves_to_another_node_is_found_there_only()
    {
        var device = new Device { Id = "d", NodeId = "n1", Name = "/dev/sdb" };
        var before = TopologySnapshot.Empty.Put(device);

        var after = before.Put(device with { NodeId = "n2" });

        before.DevicesOfNode("n1").Should().Equal("d");
        after.DevicesOfNode("n1").Should().BeEmpty();
        after.DevicesOfNode("n2").Should().Equal("d");
    }

    [Fact]
    public void Removing_a_volume_frees_its_name()
    {
        var volume = new Volume { Id = "v", Name = "data", ClusterId = "c", SizeGiB = 1 };

        var after = TopologySnapshot.Empty.Put(volume).Remove(volume);

        after.VolumesNamed("c", "data").Should().BeEmpty();
        after.VolumesOfCluster("c").Should().BeEmpty();
        after.VolumeIds.Should().BeEmpty();
    }

    [Fact]
    public void A_whole_topology_is_what_one_after_the_other_would_make()
    {
        var brick = new Brick
        {
            Id = "b2",
            DeviceId = "d1",
            NodeId = "n1",
            VolumeId = "v1",
            Path = "/b2",
            SizeKiB = 4,
            PoolSizeKiB = 4,
            PoolMetadataSizeKiB = 4,
        };
        ITopologyEntity[] entities =
        [
            new Cluster { Id = "c2" },
            new Cluster { Id = "c1" },
            new Node { Id = "n1", ClusterId = "c1" },
            new Device { Id = "d1", NodeId = "n1", Name = "/dev/sdb" },
            new Volume { Id = "v2", Name = "same", ClusterId = "c1", SizeGiB = 1 },
            new Volume { Id = "v1", Name = "same", ClusterId = "c1", SizeGiB = 1 },
            brick,
            brick with { Id = "b1" },
            new BlockVolume { Id = "bv1", Name = "block", ClusterId = "c2", HostingVolumeId = "v2", SizeGiB = 1 },
            new DatabaseAttribute { Id = "a", Value = "1" },
            new Node { Id = "n1", ClusterId = "c2" },
        ];

        var whole = TopologySnapshot.Of(entities);

        var stepwise = entities.Aggregate(TopologySnapshot.Empty, (topology, entity) => topology.Put(entity));
        whole.Should().BeEquivalentTo(stepwise);
        whole.ClusterIds.Should().Equal("c1", "c2");
        whole.NodesOfCluster("c1").Should().BeEmpty("the later of two with one id counts");
        whole.NodesOfCluster("c2").Should().Equal("n1");
        whole.DevicesOfNode("n1").Should().Equal("d1");
        whole.BricksOfDevice("d1").Should().Equal("b1", "b2");
        whole.BricksOfVolume("v1").Should().Equal("b1", "b2");
        whole.VolumeIds.Should().Equal("v1", "v2");
        whole.VolumesOfCluster("c1").Should().Equal("v1", "v2");
        whole.VolumesNamed("c1", "same").Should().Equal("v1", "v2");
        whole.BlockVolumesOfCluster("c2").Should().Equal("bv1");
        whole.BlockVolumesOfHost("v2").Should().Equal("bv1");
    }
}
