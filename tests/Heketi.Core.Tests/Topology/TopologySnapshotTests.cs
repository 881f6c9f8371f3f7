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
}
