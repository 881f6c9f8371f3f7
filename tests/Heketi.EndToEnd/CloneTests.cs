using System.Text.Json;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>Copies of volumes: the data of their moment, space of their own for what is written later, and a clean end in any order.</summary>
public sealed class CloneTests(LabFixture lab) : LabTest(lab)
{
    [Fact]
    public async Task A_clone_keeps_the_data_of_its_moment_and_all_go_in_any_order()
    {
        // Four bricks on three nodes: one node has two of them
        var origin = await Lab.CreateVolumeAsync("--size=8", "--durability=replicate", "--replica=2");
        var before = await Lab.FillAsync(Name(origin), 40);
        var first = await CloneAsync(origin);
        var second = await CloneAsync(origin);
        await Lab.BooksShouldEqualNodesAsync();

        await Lab.InMountAsync(Name(origin), "echo changed >f1; rm f2; sync");
        await Lab.InMountAsync(Name(first), "echo more >f3; sync");

        (await Lab.SumsAsync(Name(second), 40)).Should().Be(before);
        await Lab.DeleteVolumeAsync(Id(first));
        (await Lab.InMountAsync(Name(origin), "cat f1")).Trim().Should().Be("changed");
        await Lab.DeleteVolumeAsync(Id(origin));
        await Lab.BooksShouldEqualNodesAsync();
        (await Lab.SumsAsync(Name(second), 40)).Should().Be(before);
        await Lab.DeleteVolumeAsync(Id(second));
        await Lab.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData("arbiter", "--size=2|--gluster-volume-options=user.heketi.arbiter true")]
    [InlineData("disperse", "--size=4|--durability=disperse|--disperse-data=2|--redundancy=1")]
    public async Task Other_kinds_are_cloned_and_a_clone_survives_a_power_cut(string kind, string arguments)
    {
        var origin = await Lab.CreateVolumeAsync(arguments.Split('|'));
        var before = await Lab.FillAsync(Name(origin), 20);
        if (kind == "arbiter")
        {
            await TheThirdBrickHoldsNoData(origin);
        }

        var clone = await CloneAsync(origin);
        await Lab.DeleteVolumeAsync(Id(origin));
        await Lab.Nodes[0].CutPowerAsync();
        await Lab.Nodes[0].PowerOnAsync();
        await Lab.UntilPeersAreConnectedAsync();
        await Lab.UntilAllBricksRunAsync();
        // Empty directories whose removal was not on the disk yet come back with the power; they are in nobody's way
        await Lab.Nodes[0].RunAsync("find /var/lib/heketi/mounts -mindepth 2 -type d -empty -delete");

        (await Lab.SumsAsync(Name(clone), 20)).Should().Be(before);
        (await Lab.Nodes[0].RunAsync("grep -c /run/gluster/snaps /proc/mounts")).Trim().Should().Be("1", "glusterd mounts the bricks of clones");
        await Lab.DeleteVolumeAsync(Id(clone));
        await Lab.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData("gluster snapshot list", "tmpsnap_")]
    [InlineData("gluster volume list | wc -l", "2")]
    public async Task A_clone_that_is_killed_leaves_the_origin_only(string node, string shows)
    {
        var origin = await Lab.CreateVolumeAsync("--size=2");
        var before = await Lab.FillAsync(Name(origin), 5);
        var clone = Lab.CliAsync("volume", "clone", Id(origin));

        await Lab.KillWhenAsync(clone, node, shows);
        await Lab.Server.StartAsync();
        await Lab.UntilNothingIsPendingAsync(TimeSpan.FromMinutes(2));

        (await Lab.VolumeIdsAsync()).Should().Equal(Id(origin));
        (await Lab.Nodes[1].RunAsync("gluster volume list")).Trim().Should().Be(Name(origin));
        (await Lab.SumsAsync(Name(origin), 5)).Should().Be(before);
        await Lab.DeleteVolumeAsync(Id(origin));
        await Lab.ShouldBeCleanAsync();
    }

    private async Task TheThirdBrickHoldsNoData(JsonElement volume)
    {
        var info = await Lab.Nodes[1].RunAsync($"gluster volume info {Name(volume)}");
        info.Should().Contain("1 x (2 + 1) = 3").And.Contain("(arbiter)");
        var path = info.Split('\n').Single(line => line.Contains("(arbiter)")).Split(' ')[1].Split(':');
        var arbiter = Lab.Nodes[path[0][^1] - '1'];
        (await arbiter.RunAsync($"find {path[1]} -maxdepth 1 -name 'f*' -size +0 | wc -l; find {path[1]} -maxdepth 1 -name 'f*' | wc -l"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("0", "20");
    }

    private async Task<JsonElement> CloneAsync(JsonElement origin)
    {
        var made = await Lab.CliAsync("volume", "clone", Id(origin), "--json");
        using var json = JsonDocument.Parse(made.Require("heketi-cli volume clone"));
        return json.RootElement.Clone();
    }

    private static string Id(JsonElement volume) => volume.GetProperty("id").GetString()!;

    private static string Name(JsonElement volume) => volume.GetProperty("name").GetString()!;
}
