using Heketi.Core.Topology;

namespace Heketi.FuzzTests;

/// <summary>What holds in every topology in which nothing is under way.</summary>
public static class QuietTopology
{
    public static void ShouldBeSound(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        topology.Operations.Should().BeEmpty("every queue id has ended");
        topology.Volumes.Should().OnlyContain(volume => volume.PendingId == "");
        topology.Bricks.Should().OnlyContain(brick => brick.PendingId == "");
        TopologyInvariants.Violations(topology).Should().BeEmpty();
    }
}
