using System.Text.Json;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>A node loses its power in the midst of everything; when it is back, the books equal the nodes and no file is lost.</summary>
public sealed class PowerCutTests(LabFixture lab) : LabTest(lab)
{
    [Theory]
    [InlineData(6)]
    public async Task A_power_cut_during_create_delete_expand_and_device_remove_is_survived(int secondsUntilCut)
    {
        var volumes = await Task.WhenAll(
            Lab.CreateVolumeAsync("--size=1", "--name=kept"), Lab.CreateVolumeAsync("--size=1", "--name=grown"), Lab.CreateVolumeAsync("--size=1", "--name=deleted"));
        var sums = await Lab.FillAsync("kept", 20);
        var grownSums = await Lab.FillAsync("grown", 20);
        // What is not on the disks yet is lost with the power, and Gluster does not notice that a brick lacks it
        await Task.WhenAll(Lab.Nodes.Select(n => n.RunAsync("sync")));
        var device = volumes[0].GetProperty("bricks")[0].GetProperty("device").GetString()!;
        (await Lab.CliAsync("device", "disable", device)).Require("device disable");

        Task<ProcessResult>[] running =
        [
            Lab.CliAsync("volume", "create", "--size=1", "--name=made"),
            Lab.CliAsync("volume", "delete", Id(volumes[2])),
            Lab.CliAsync("volume", "expand", "--volume=" + Id(volumes[1]), "--expand-size=1"),
            Lab.CliAsync("device", "remove", device),
        ];
        await Task.Delay(TimeSpan.FromSeconds(secondsUntilCut));
        await Lab.Nodes[1].CutPowerAsync();
        // Not until all have ended: gluster waits minutes for a peer that is gone
        await Task.WhenAny(Task.WhenAll(running), Task.Delay(TimeSpan.FromSeconds(20)));
        await Lab.Nodes[1].PowerOnAsync();
        var ends = await Task.WhenAll(running);
        Console.WriteLine(string.Join('\n', ends.Select(e => $"{e.ExitCode} {e.Error.Trim()}")));
        await Lab.UntilNothingIsPendingAsync(TimeSpan.FromMinutes(4));

        await Lab.BooksShouldEqualNodesAsync();
        (await Lab.SumsAsync("kept", 20)).Should().Be(sums);
        (await Lab.SumsAsync("grown", 20)).Should().Be(grownSums);
        await GlusterShouldHaveTheBricksOfTheBooks();
        foreach (var id in await Lab.VolumeIdsAsync())
        {
            await Lab.DeleteVolumeAsync(id);
        }

        await Lab.UntilCleanAsync();
        await BackOnline(device);
    }

    [Fact]
    public async Task What_was_acknowledged_runs_again_after_all_nodes_lost_their_power_in_the_next_moment()
    {
        var origin = await Lab.CreateVolumeAsync("--size=1", "--name=origin");
        var grown = await Lab.CreateVolumeAsync("--size=1", "--name=grown");
        var sums = await Lab.FillAsync("origin", 20);
        // The files are their writers' business; what Gluster writes on the bricks from here on is ours
        await Task.WhenAll(Lab.Nodes.Select(n => n.RunAsync("sync")));

        (await Lab.CliAsync("volume", "expand", "--volume=" + Id(grown), "--expand-size=1")).Require("volume expand");
        (await Lab.CliAsync("volume", "clone", Id(origin), "--name=copy")).Require("volume clone");
        await Lab.CreateVolumeAsync("--size=1", "--name=made");
        foreach (var node in Lab.Nodes)
        {
            await node.CutPowerAsync();
        }

        await Task.WhenAll(Lab.Nodes.Select(n => n.PowerOnAsync()));
        await Lab.UntilPeersAreConnectedAsync();

        await Lab.UntilAllBricksRunAsync();
        await GlusterShouldHaveTheBricksOfTheBooks();
        (await Lab.SumsAsync("origin", 20)).Should().Be(sums);
        (await Lab.SumsAsync("copy", 20)).Should().Be(sums);
        foreach (var id in await Lab.VolumeIdsAsync())
        {
            await Lab.DeleteVolumeAsync(id);
        }

        await RemoveEmptyDirectories();
        await Lab.UntilCleanAsync();
    }

    /// <summary>Whose removal was not on the disk yet come back with the power; they are in nobody's way.</summary>
    private async Task RemoveEmptyDirectories() =>
        await Task.WhenAll(Lab.Nodes.Select(n => n.RunAsync("find /var/lib/heketi/mounts -mindepth 2 -type d -empty -delete")));

    private async Task GlusterShouldHaveTheBricksOfTheBooks()
    {
        var names = new List<string>();
        foreach (var id in await Lab.VolumeIdsAsync())
        {
            var volume = await Lab.Server.GetAsync("/volumes/" + id);
            names.Add(volume.GetProperty("name").GetString()!);
            var info = await Lab.Nodes[0].RunAsync($"gluster volume info {names[^1]} | grep '^Brick[0-9]'");
            var paths = info.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1].Split(':')[1]);
            paths.Should().BeEquivalentTo(volume.GetProperty("bricks").EnumerateArray().Select(b => b.GetProperty("path").GetString()));
        }

        (await Lab.Nodes[0].RunAsync("gluster volume list")).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Should().BeEquivalentTo(names);
    }

    private async Task BackOnline(string device)
    {
        if ((await Lab.Server.GetAsync("/devices/" + device)).GetProperty("state").GetString() == "failed")
        {
            (await Lab.Server.PostAsync($"/devices/{device}/state", """{"state":"offline"}""")).Should().BeEmpty();
        }

        (await Lab.Server.PostAsync($"/devices/{device}/state", """{"state":"online"}""")).Should().BeEmpty();
    }

    private static string Id(JsonElement volume) => volume.GetProperty("id").GetString()!;
}
