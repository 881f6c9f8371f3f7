using System.Text.Json;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>Copies of volumes: the data of their moment, space of their own for what is written later, and a clean end in any order.</summary>
[Collection(nameof(LabCollection))]
public sealed class CloneTests(LabFixture lab)
{
    [Fact]
    public async Task A_clone_keeps_the_data_of_its_moment_and_all_go_in_any_order()
    {
        // Four bricks on three nodes: one node has two of them
        var origin = await lab.CreateVolumeAsync("--size=8", "--durability=replicate", "--replica=2");
        var before = await lab.FillAsync(Name(origin), "f", 40);
        var first = await CloneAsync(origin);
        var second = await CloneAsync(origin);
        await lab.BooksShouldEqualNodesAsync();

        await lab.InMountAsync(Name(origin), "echo changed >f1; rm f2; sync");
        await lab.InMountAsync(Name(first), "echo more >f3; sync");

        (await lab.SumsAsync(Name(second), "f")).Should().Be(before);
        await lab.DeleteVolumeAsync(Id(first));
        (await lab.InMountAsync(Name(origin), "cat f1")).Trim().Should().Be("changed");
        await lab.DeleteVolumeAsync(Id(origin));
        await lab.BooksShouldEqualNodesAsync();
        (await lab.SumsAsync(Name(second), "f")).Should().Be(before);
        await lab.DeleteVolumeAsync(Id(second));
        await lab.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData("arbiter", "--size=2|--gluster-volume-options=user.heketi.arbiter true")]
    [InlineData("disperse", "--size=4|--durability=disperse|--disperse-data=2|--redundancy=1")]
    public async Task Other_kinds_are_cloned_and_a_clone_survives_a_power_cut(string kind, string arguments)
    {
        var origin = await lab.CreateVolumeAsync(arguments.Split('|'));
        var before = await lab.FillAsync(Name(origin), "f", 20);
        if (kind == "arbiter")
        {
            await TheThirdBrickHoldsNoData(origin);
        }

        var clone = await CloneAsync(origin);
        await lab.DeleteVolumeAsync(Id(origin));
        await lab.Nodes[0].CutPowerAsync();
        await lab.Nodes[0].PowerOnAsync();
        // Empty directories whose removal was not on the disk yet come back with the power; they are in nobody's way
        await lab.Nodes[0].RunAsync("find /var/lib/heketi/mounts -mindepth 2 -type d -empty -delete");

        (await lab.SumsAsync(Name(clone), "f")).Should().Be(before);
        (await lab.Nodes[0].RunAsync("grep -c /run/gluster/snaps /proc/mounts")).Trim().Should().Be("1", "glusterd mounts the bricks of clones");
        await lab.DeleteVolumeAsync(Id(clone));
        await lab.ShouldBeCleanAsync();
    }

    [Theory]
    [InlineData(5)]
    public async Task A_clone_that_is_killed_leaves_the_origin_only(int secondsUntilKill)
    {
        var origin = await lab.CreateVolumeAsync("--size=2");
        var before = await lab.FillAsync(Name(origin), "f", 5);
        var clone = lab.CliAsync("volume", "clone", Id(origin));
        await Task.Delay(TimeSpan.FromSeconds(secondsUntilKill));

        await lab.Server.KillAsync();
        await clone;
        await lab.Server.StartAsync();
        await lab.UntilNothingIsPendingAsync(TimeSpan.FromMinutes(2));

        (await lab.VolumeIdsAsync()).Should().Equal(Id(origin));
        (await lab.Nodes[1].RunAsync("gluster volume list")).Trim().Should().Be(Name(origin));
        (await lab.SumsAsync(Name(origin), "f")).Should().Be(before);
        await lab.DeleteVolumeAsync(Id(origin));
        await lab.ShouldBeCleanAsync();
    }

    private async Task TheThirdBrickHoldsNoData(JsonElement volume)
    {
        var info = await lab.Nodes[1].RunAsync($"gluster volume info {Name(volume)}");
        info.Should().Contain("1 x (2 + 1) = 3").And.Contain("(arbiter)");
        var path = info.Split('\n').Single(line => line.Contains("(arbiter)")).Split(' ')[1].Split(':');
        var arbiter = lab.Nodes[path[0][^1] - '1'];
        (await arbiter.RunAsync($"find {path[1]} -maxdepth 1 -name 'f*' -size +0 | wc -l; find {path[1]} -maxdepth 1 -name 'f*' | wc -l"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal("0", "20");
    }

    private async Task<JsonElement> CloneAsync(JsonElement origin)
    {
        var made = await lab.CliAsync("volume", "clone", Id(origin), "--json");
        using var json = JsonDocument.Parse(made.Require("heketi-cli volume clone"));
        return json.RootElement.Clone();
    }

    private static string Id(JsonElement volume) => volume.GetProperty("id").GetString()!;

    private static string Name(JsonElement volume) => volume.GetProperty("name").GetString()!;
}
