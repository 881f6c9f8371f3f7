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
        TopologyInvariants.Violations(topology).Where(violation => !IsTheMocks(violation)).Should().BeEmpty();
    }

    /// <summary>A real disk is refused the second time, the mock's disks are whatever is asked for (Heketi API).</summary>
    private static bool IsTheMocks(string violation) => violation.EndsWith("the same disk would be used twice", StringComparison.Ordinal);
}
