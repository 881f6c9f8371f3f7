using Heketi.Nodes.Gluster;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.Gluster;

public sealed class GlusterXmlTests
{
    [Theory]
    [InlineData("error_another_transaction.xml", 30802, "Another transaction is in progress for dr. Please try again after some time.")]
    [InlineData("error_volume_exists.xml", 0, "Volume taken already exists")]
    [InlineData("error_volume_does_not_exist_info.xml", 30806, "Volume does not exist")]
    public void Errors_are_seen_whatever_the_exit_code(string file, int number, string text)
    {
        var reply = GlusterXml.Reply(Recorded.Text(file));

        reply.Succeeded.Should().BeFalse();
        reply.ErrorNumber.Should().Be(number);
        reply.Error.Should().Be(text);
    }

    [Theory]
    [InlineData("error_volume_does_not_exist_info.xml", true)]
    [InlineData("error_volume_does_not_exist_delete.xml", true)]
    [InlineData("snapshot_list_of_missing_volume.xml", true)]
    [InlineData("error_volume_exists.xml", false)]
    [InlineData("error_set_unknown_option.xml", false)]
    [InlineData("volume_info_none.xml", false)]
    public void A_missing_volume_is_told_from_other_errors(string file, bool expected)
    {
        // "option : x does not exist" is an error of another kind
        var reply = GlusterXml.Reply(Recorded.Text(file));

        reply.IsNoSuchVolume.Should().Be(expected);
    }

    [Theory]
    [InlineData("error_unknown_word.xml")]
    [InlineData("udevadm_symlink_pv.txt")]
    public void Plain_text_in_spite_of_xml_is_a_format_error(string file) =>
        FluentActions.Invoking(() => GlusterXml.Reply(Recorded.Text(file))).Should().Throw<FormatException>();

    [Fact]
    public void Volumes_of_all_kinds_are_read()
    {
        var volumes = GlusterXml.Volumes(GlusterXml.Reply(Recorded.Text("volume_info_all_kinds.xml")));

        volumes.Select(volume => (volume.Name, volume.BrickPaths.Length, volume.BricksPerSet, volume.IsStarted)).Should().BeEquivalentTo(
        [
            ("arb", 3, 3, true), ("dr", 6, 3, true), ("ec", 3, 3, true), ("none", 1, 1, true), ("opts", 1, 1, true), ("r3", 3, 3, true), ("snapf", 1, 1, true),
        ]);
        volumes.Single(volume => volume.Name == "opts").Options.Should().Contain("performance.cache-size", "64MB").And.ContainKey("user.heketi.id");
    }

    [Fact]
    public void Bricks_are_host_and_path_in_the_order_of_their_sets()
    {
        var volume = GlusterXml.Volumes(GlusterXml.Reply(Recorded.Text("volume_info_one_replica3.xml"))).Single();

        volume.GlusterId.Should().Be("56dd12db-cfcc-46c1-9d22-b035b77c2531");
        volume.BrickPaths.Should().Equal(
            "node3:/var/lib/heketi/mounts/vg_8e988d224cb2692579bdaab832711fef/brick_0401e58414593f60da2d0e00990c75f8/brick",
            "node1:/var/lib/heketi/mounts/vg_1db2dfc24898de326946565ac8bb588b/brick_7e8834e5586c46774fad25b71e895968/brick",
            "node2:/var/lib/heketi/mounts/vg_b22fa55331535a3d4ad4163938dd509c/brick_ada5eeedd152e4699eb59dc6034d364d/brick");
    }

    [Fact]
    public void Peers_and_their_connection_are_read()
    {
        GlusterXml.Peers(GlusterXml.Reply(Recorded.Text("peer_status_one_disconnected.xml")))
            .Select(peer => (peer.Hostnames.Single(), peer.IsConnected)).Should().Equal(("node2", true), ("node3", false));
        GlusterXml.Peers(GlusterXml.Reply(Recorded.Text("peer_status_none.xml"))).Should().BeEmpty();
        GlusterXml.Peers(GlusterXml.Reply(Recorded.Text("pool_list_ok.xml"))).Should().HaveCount(3);
        GlusterXml.Peers(GlusterXml.Reply(Recorded.Text("pool_list_alone.xml"))).Single().Hostnames.Should().Equal("localhost");
    }

    [Fact]
    public void Snapshots_are_read()
    {
        GlusterXml.Snapshots(GlusterXml.Reply(Recorded.Text("snapshot_list_one.xml"))).Should().Equal("s1");
        GlusterXml.Snapshots(GlusterXml.Reply(Recorded.Text("snapshot_list_none.xml"))).Should().BeEmpty();
    }

    [Fact]
    public void Damaged_answers_are_read_or_refused_but_never_crash()
    {
        var good = Recorded.Text("volume_info_one_replica3.xml");
        var random = new Random(2);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = good.ToCharArray();
            for (var j = random.Next(1, 4); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (char)random.Next(1, 127);
            }

            var read = Record.Exception(() => GlusterXml.Volumes(GlusterXml.Reply(new string(damaged))));
            (read is null or FormatException).Should().BeTrue($"{read}");
        }
    }

    [Fact]
    public void Entities_are_not_resolved() => FluentActions
        .Invoking(() => GlusterXml.Reply("""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><cliOutput><opRet>0</opRet></cliOutput>"""))
        .Should().Throw<FormatException>();

    [Fact]
    public void Heals_are_read_with_the_bricks_that_are_down()
    {
        var heals = GlusterXml.Heals(GlusterXml.Reply(Recorded.Text("heal_info_glusterd_stopped_on_node3.xml")));

        heals.Select(heal => (heal.Path.Split(':')[0], heal.IsConnected, heal.Entries)).Should().Equal(
            ("node3", false, null), ("node2", true, 0UL), ("node1", true, 0UL));
        heals[0].Path.Should().Be("node3:/var/lib/heketi/mounts/vg_8e988d224cb2692579bdaab832711fef/brick_2dd6b82b2949b64205005c1499c3c344/brick");
    }

    [Fact]
    public void Heals_of_an_arbiter_volume_are_read() =>
        GlusterXml.Heals(GlusterXml.Reply(Recorded.Text("heal_info_arbiter.xml")))
            .Should().HaveCount(3).And.OnlyContain(heal => heal.IsConnected && heal.Entries == 0);
}
