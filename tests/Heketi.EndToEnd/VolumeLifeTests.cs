using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>The main job: a volume is made, mounted, written to, grown, deleted, and nothing is left.</summary>
public sealed class VolumeLifeTests(LabFixture lab) : LabTest(lab)
{
    [Theory]
    [InlineData("replica 3", "--size=2", "Replicate", 3)]
    [InlineData("distributed replicate", "--size=8", "Distributed-Replicate", 6)]
    [InlineData("disperse 2+1", "--size=4 --durability=disperse --disperse-data=2 --redundancy=1", "Disperse", 3)]
    [InlineData("none", "--size=2 --durability=none", "Distribute", 1)]
    public async Task Data_survives_a_volumes_growth_and_nothing_is_left_after_its_end(string kind, string arguments, string glusterType, int bricks)
    {
        var volume = await Lab.CreateVolumeAsync(arguments.Split(' '));
        var (id, name) = (volume.GetProperty("id").GetString()!, volume.GetProperty("name").GetString()!);
        await GlusterShouldHave(name, glusterType, bricks, kind);
        await EachBrickShouldBeWhole(volume);
        await Lab.BooksShouldEqualNodesAsync();

        var before = await Lab.FillAsync(name, 100);
        (await Lab.CliAsync("volume", "expand", "--volume=" + id, "--expand-size=4")).Require("volume expand");
        var after = await Lab.SumsAsync(name, 100);

        after.Should().Be(before).And.Contain("f100");
        var grown = await Lab.Server.GetAsync("/volumes/" + id);
        grown.GetProperty("size").GetInt32().Should().Be(volume.GetProperty("size").GetInt32() + 4);
        await Lab.BooksShouldEqualNodesAsync();

        (await Lab.CliAsync("volume", "delete", id)).Require("volume delete");
        await Lab.ShouldBeCleanAsync();
    }

    [Fact]
    public async Task A_group_owns_the_root_and_options_are_set()
    {
        var volume = await Lab.CreateVolumeAsync("--size=1", "--gid=2000", "--gluster-volume-options=performance.cache-size 64MB", "--snapshot-factor=1.5");
        var (id, name) = (volume.GetProperty("id").GetString()!, volume.GetProperty("name").GetString()!);

        (await Lab.InMountAsync(name, "stat -c '%g %a' .")).Trim().Should().Be("2000 2775");
        var info = await Lab.Nodes[0].RunAsync($"gluster volume info {name}");
        info.Should().Contain("performance.cache-size: 64MB").And.Contain("user.heketi.id: " + id);

        (await Lab.CliAsync("volume", "delete", id)).Require("volume delete");
        await Lab.ShouldBeCleanAsync();
    }

    [Fact]
    public async Task Five_volumes_at_once_are_made_and_deleted()
    {
        var start = System.Diagnostics.Stopwatch.StartNew();
        var volumes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Lab.CreateVolumeAsync("--size=2")));
        Console.WriteLine($"five replica 3 volumes at once: created in {start.Elapsed.TotalSeconds:0.0} s");
        await Lab.BooksShouldEqualNodesAsync();

        start.Restart();
        var deletes = await Task.WhenAll(volumes.Select(v => Lab.CliAsync("volume", "delete", v.GetProperty("id").GetString()!)));
        Console.WriteLine($"five replica 3 volumes at once: deleted in {start.Elapsed.TotalSeconds:0.0} s");

        deletes.Should().OnlyContain(d => d.ExitCode == 0);
        await Lab.ShouldBeCleanAsync();
    }

    private async Task GlusterShouldHave(string name, string type, int bricks, string because)
    {
        var xml = XDocument.Parse(await Lab.Nodes[1].RunAsync($"gluster volume info {name} --xml"));
        var volume = xml.Descendants("volume").Single();
        volume.Element("typeStr")!.Value.Should().Be(type, because);
        volume.Element("statusStr")!.Value.Should().Be("Started");
        volume.Element("brickCount")!.Value.Should().Be(bricks.ToString(CultureInfo.InvariantCulture));
    }

    private async Task EachBrickShouldBeWhole(JsonElement volume)
    {
        var traces = (await Task.WhenAll(Lab.Nodes.Select(n => n.TracesAsync()))).SelectMany(t => t).ToList();
        foreach (var brick in volume.GetProperty("bricks").EnumerateArray())
        {
            var id = brick.GetProperty("id").GetString()!;
            traces.Should().ContainSingle(t => t.StartsWith("lv: ") && t.EndsWith("brick_" + id));
            traces.Should().ContainSingle(t => t.StartsWith("lv: ") && t.EndsWith("tp_" + id));
            traces.Should().ContainSingle(t => t.StartsWith("fstab: ") && t.Contains("brick_" + id));
            traces.Should().ContainSingle(t => t.StartsWith("mount: ") && t.Contains("brick_" + id));
        }
    }
}
