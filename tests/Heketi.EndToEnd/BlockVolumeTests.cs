using System.Text.Json;
using Heketi.EndToEnd.Lab;

namespace Heketi.EndToEnd;

/// <summary>
/// Block volumes on a hosting volume of real Gluster. gluster-block itself is the lab's stand-in (see tests/lab/README.md): a file
/// for each block volume, and no iSCSI.
/// </summary>
public sealed class BlockVolumeTests(LabFixture lab) : LabTest(lab)
{
    [Fact]
    public async Task Block_volumes_live_on_a_hosting_volume_that_is_made_for_them()
    {
        var first = await CreateAsync("--size=1", "--ha=3", "--auth", "--name=first");
        var hosting = first.GetProperty("blockhostingvolume").GetString()!;
        var volume = await Lab.Server.GetAsync("/volumes/" + hosting);
        var name = volume.GetProperty("name").GetString()!;
        first.GetProperty("blockvolume").GetProperty("hosts").EnumerateArray().Select(h => h.GetString())
            .Should().BeEquivalentTo("node1", "node2", "node3");
        first.GetProperty("blockvolume").GetProperty("iqn").GetString().Should().StartWith("iqn.2016-12.org.gluster-block:");
        first.GetProperty("blockvolume").GetProperty("password").GetString().Should().NotBeEmpty();
        (await Lab.Nodes[0].RunAsync($"gluster volume info {name} | grep shard:")).Trim().Should().Be("features.shard: on", "it has the options of gluster-block");

        var second = await CreateAsync("--size=2");
        second.GetProperty("blockhostingvolume").GetString().Should().Be(hosting, "it has room for both");
        (await StoredAsync(name)).Should().Equal(1L << 30, 2L << 30);

        await ForeignThingsStayAndAreFoundAsync(hosting, name);

        (await Lab.CliAsync("blockvolume", "expand", Id(first), "--new-size=2")).Require("blockvolume expand");
        (await StoredAsync(name)).Should().Equal(2L << 30, 2L << 30);
        (await Lab.CliAsync("volume", "delete", hosting)).Error.Should().Contain("block volumes", "a hosting volume in use stays");

        (await Lab.CliAsync("blockvolume", "delete", Id(first))).Require("blockvolume delete");
        (await StoredAsync(name)).Should().Equal(2L << 30);
        (await Lab.CliAsync("blockvolume", "delete", Id(second))).Require("blockvolume delete");
        (await StoredAsync(name)).Should().BeEmpty();
        (await Lab.Server.GetAsync("/volumes/" + hosting)).GetProperty("blockinfo").GetProperty("freesize").GetInt32().Should().Be(4, "2 % of 5 GiB are kept");
        await Lab.DeleteVolumeAsync(hosting);
        await Lab.ShouldBeCleanAsync();
    }

    /// <summary>A block volume made behind the server's back is neither overwritten nor deleted; the examiner tells of it and of others.</summary>
    private async Task ForeignThingsStayAndAreFoundAsync(string hosting, string name)
    {
        await Lab.Nodes[1].RunAsync($"gluster-block create {name}/foreign ha 1 prealloc no node1 512MiB --json");

        var refused = await Lab.CliAsync("blockvolume", "create", "--size=1", "--name=foreign");

        refused.ExitCode.Should().NotBe(0);
        refused.Error.Should().Contain("foreign");
        (await StoredAsync(name)).Should().Equal(1L << 29, 1L << 30, 2L << 30);
        (await Lab.CliAsync("blockvolume", "list")).Require("blockvolume list").Should().NotContain("foreign");

        (await Lab.FindingsAsync()).Should().Equal("unknown block volume foreign");
        var brick = (await Lab.Server.GetAsync("/volumes/" + hosting)).GetProperty("bricks").EnumerateArray()
            .First(b => b.GetProperty("path").GetString()!.Length > 0);
        var (id, group) = (brick.GetProperty("id").GetString()!, "vg_" + brick.GetProperty("device").GetString());
        var node = await Lab.NodeOfAsync(brick.GetProperty("node").GetString()!);
        await node.RunAsync($"cp /etc/fstab /root/fstab && sed -i /brick_{id}/d /etc/fstab && lvcreate -qq -y -n foreign -L 8M {group}");
        (await Lab.FindingsAsync()).Should().Equal(
            $"different device {group[3..]}", $"missing fstab {id}", "unknown block volume foreign", $"unknown logical volume {group}/foreign");

        await node.RunAsync($"cp /root/fstab /etc/fstab && lvremove -qq -y {group}/foreign");
        await Lab.Nodes[1].RunAsync($"gluster-block delete {name}/foreign --json");
    }

    private static string Id(JsonElement block) => block.GetProperty("id").GetString()!;

    private async Task<JsonElement> CreateAsync(params string[] arguments)
    {
        var created = await Lab.CliAsync(["blockvolume", "create", "--json", .. arguments]);
        using var json = JsonDocument.Parse(created.Require("heketi-cli blockvolume create"));
        return json.RootElement.Clone();
    }

    /// <summary>The sizes of the files that hold block volumes, in bytes, smallest first.</summary>
    private async Task<IReadOnlyList<long>> StoredAsync(string hostingVolume) =>
    [
        .. (await Lab.InMountAsync(hostingVolume, "find block-store -type f -printf '%s\\n'"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(size => long.Parse(size, System.Globalization.CultureInfo.InvariantCulture))
            .Order(),
    ];
}
