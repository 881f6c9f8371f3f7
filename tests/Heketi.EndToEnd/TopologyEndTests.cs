using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>Devices and nodes can be given back: the disks are raw again.</summary>
public sealed class TopologyEndTests(LabFixture lab) : LabTest(lab)
{
    [Fact]
    public async Task A_device_that_is_taken_away_is_a_raw_disk_again_and_can_come_back()
    {
        var nodeId = (await Lab.NodeIdsAsync())[0];
        var info = await Lab.Server.GetAsync("/nodes/" + nodeId);
        var node = Lab.Nodes.Single(n => n.ManageHost == info.GetProperty("hostnames").GetProperty("manage")[0].GetString());
        var device = info.GetProperty("devices").EnumerateArray().First(d => d.GetProperty("name").GetString() == "/dev/vdb");
        var id = device.GetProperty("id").GetString()!;

        (await Lab.CliAsync("device", "disable", id)).Require("device disable");
        (await Lab.CliAsync("device", "remove", id)).Require("device remove");
        (await Lab.CliAsync("device", "delete", id)).Require("device delete");

        (await node.RunAsync("wipefs --noheadings /dev/vdb")).Trim().Should().BeEmpty("the disk is raw again");
        (await node.VolumeGroupsAsync()).Should().NotContainKey("vg_" + id);

        (await Lab.CliAsync("device", "add", "--name=/dev/vdb", "--node=" + nodeId)).Require("device add");
        await Lab.ShouldBeCleanAsync();
    }
}
