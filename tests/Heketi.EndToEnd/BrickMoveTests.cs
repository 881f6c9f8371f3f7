using System.Text.Json;
using System.Xml.Linq;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>Bricks are moved while their volume is in use: its files stay, the heal is complete, nothing is left behind.</summary>
public sealed class BrickMoveTests(LabFixture lab) : LabTest(lab)
{
    [Fact]
    public async Task Files_survive_the_eviction_of_a_brick_and_the_removal_of_a_device()
    {
        var volume = await Lab.CreateVolumeAsync("--size=2");
        var (id, name) = (volume.GetProperty("id").GetString()!, volume.GetProperty("name").GetString()!);
        var before = await Lab.FillAsync(name, 15);
        using var writing = new CancellationTokenSource();
        var writer = WriteAsync(name, writing.Token);

        var brick = volume.GetProperty("bricks")[0].GetProperty("id").GetString()!;
        (await Lab.Server.PostAsync("/bricks/to-evict/" + brick, "{}")).Should().BeEmpty();

        var bricks = await BricksAsync(id);
        bricks.Select(b => b.GetProperty("id").GetString()).Should().HaveCount(3).And.NotContain(brick);
        await ShouldBeWhole(name, before);

        var device = bricks[^1].GetProperty("device").GetString()!;
        (await Lab.CliAsync("device", "disable", device)).Require("device disable");
        (await Lab.CliAsync("device", "remove", device)).Require("device remove");
        await writing.CancelAsync();
        var written = await writer;

        (await BricksAsync(id)).Select(b => b.GetProperty("device").GetString()).Should().HaveCount(3).And.NotContain(device);
        await ShouldBeWhole(name, before);
        (await Lab.InMountAsync(name, "cat live")).Should().Be(written, "what was written meanwhile is there");
        (await Lab.Server.GetAsync("/devices/" + device)).GetProperty("state").GetString().Should().Be("failed");
        await Lab.BooksShouldEqualNodesAsync();

        await Lab.DeleteVolumeAsync(id);
        await Lab.ShouldBeCleanAsync();
        (await Lab.Server.PostAsync($"/devices/{device}/state", """{"state":"offline"}""")).Should().BeEmpty();
        (await Lab.Server.PostAsync($"/devices/{device}/state", """{"state":"online"}""")).Should().BeEmpty();
    }

    /// <summary>Appends lines to a file through one mount, until it is told to end.</summary>
    private async Task<string> WriteAsync(string volume, CancellationToken cancellationToken)
    {
        var stop = Path.GetTempFileName();
        var writing = Lab.InMountAsync(volume, $"i=0; while [ -e {stop} ]; do echo line $((++i)) >>live || exit 1; sleep 0.3; done; sync; cat live");
        await Task.WhenAny(writing, Task.Delay(Timeout.Infinite, cancellationToken));
        File.Delete(stop);
        return await writing;
    }

    private async Task ShouldBeWhole(string volume, string sums)
    {
        (await Lab.SumsAsync(volume, 15)).Should().Be(sums);
        var heals = XDocument.Parse(await Lab.Nodes[0].RunAsync($"gluster volume heal {volume} info --xml")).Descendants("brick").ToList();
        heals.Select(b => b.Element("status")!.Value).Should().HaveCount(3).And.AllBe("Connected");
    }

    private async Task<IReadOnlyList<JsonElement>> BricksAsync(string volume) =>
        [.. (await Lab.Server.GetAsync("/volumes/" + volume)).GetProperty("bricks").EnumerateArray()];
}
