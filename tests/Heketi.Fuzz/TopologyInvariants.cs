using Heketi.Core.Topology;

namespace Heketi.FuzzTests;

/// <summary>What holds in every topology in which nothing is under way.</summary>
public static class TopologyInvariants
{
    public static void ShouldHold(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        topology.Operations.Should().BeEmpty("every queue id has ended");
        IEnumerable<ITopologyEntity> all = [.. topology.Clusters, .. topology.Nodes, .. topology.Devices, .. topology.Volumes, .. topology.Bricks];
        all.Select(entity => entity.Id).Should().OnlyHaveUniqueItems();
        topology.Nodes.Should().OnlyContain(node => topology.Clusters.Contains(node.ClusterId));
        topology.Devices.Should().OnlyContain(device => topology.Nodes.Contains(device.NodeId));
        topology.Volumes.Should().OnlyContain(volume => topology.Clusters.Contains(volume.ClusterId) && volume.PendingId == "" && volume.SizeGiB > 0);
        topology.Bricks.Should().OnlyContain(brick => topology.Volumes.Contains(brick.VolumeId) && brick.PendingId == "");
        topology.Bricks.Should().OnlyContain(brick => topology.Devices.Contains(brick.DeviceId) && topology.Devices[brick.DeviceId].NodeId == brick.NodeId);
        topology.Volumes.Select(volume => (volume.ClusterId, volume.Name)).Should().OnlyHaveUniqueItems();
        topology.Volumes.Should().OnlyContain(volume => !topology.BricksOfVolume(volume.Id).IsEmpty);
        foreach (var device in topology.Devices)
        {
            // Clones live in the thin pools of their origins
            var used = topology.Bricks.Where(brick => brick.DeviceId == device.Id)
                .GroupBy(brick => brick.ThinPoolName, brick => brick.TotalKiB)
                .Aggregate(0UL, (sum, pool) => checked(sum + pool.Max()));
            device.Storage.UsedKiB.Should().Be(used, "that is what the bricks of {0} take", device.Name);
            device.Storage.TotalKiB.Should().Be(device.Storage.FreeKiB + device.Storage.UsedKiB, "space of {0} adds up", device.Name);
        }
    }
}
