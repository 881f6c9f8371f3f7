using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Gluster;
using Heketi.Nodes.Inspection;
using Heketi.Nodes.Lvm;
using Heketi.Nodes.Simulation;
using Heketi.Nodes.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Nodes.Tests.Inspection;

public sealed class NodeInspectorTests
{
    private const ulong GiB = 1024 * 1024;
    private static readonly NodeHost Host = new("n1", "h1", "s1");
    private static readonly GlusterPool Pool = new("c", [Host]);
    private static readonly BrickLayout Layout = new(
        "b", "vg_d", "tp_b", "brick_b", Brick.MountRoot + "/vg_d/brick_b/brick", GiB, GiB, 8192, IsArbiter: false, Gid: 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_was_made_is_seen()
    {
        var nodes = NodesOn(new SimulatedHosts(deviceSizeGiB: 500));
        await nodes.Devices.SetUpAsync(Host, "/dev/sdb", "d", destroyData: false, Token);
        await nodes.Bricks.CreateAsync(Host, [Layout], Token);
        await nodes.Volumes.CreateAsync(Pool, new("v", "vol", new Durability { Kind = DurabilityKind.None }, HasArbiter: false, [$"s1:{Layout.Path}"], []), Token);

        var seen = await nodes.Inspector.InspectAsync("c", Host, ["vol"], Token);

        seen.Failures.Should().BeEmpty();
        seen.Volumes!.Value.Should().ContainSingle().Which.Bricks.Should().ContainSingle().Which.Name.Should().Be($"s1:{Layout.Path}");
        seen.PhysicalVolumes!.Value.Should().ContainSingle().Which["pv_name"].Should().Be("/dev/sdb");
        seen.VolumeGroups!.Value.Should().ContainSingle().Which["vg_free"].Should().Be($"{(499 * GiB) - 8192}.00k");
        seen.LogicalVolumes!.Value.Select(row => (row["lv_name"], row["pool_lv"])).Should().BeEquivalentTo([("tp_b", ""), ("brick_b", "tp_b")]);
        seen.Mounts!.Value.Should().ContainSingle().Which.MountPoint.Should().Be(Layout.MountPath);
        seen.Fstab!.Value.Should().ContainSingle().Which.Device.Should().Be(Layout.BlockDevice);
        seen.BlockVolumes.Should().ContainKey("vol").WhoseValue.Should().BeEmpty();

        await nodes.Bricks.DestroyAsync(Host, [Layout], Token);
        seen = await nodes.Inspector.InspectAsync("c", Host, [], Token);
        seen.LogicalVolumes!.Value.Should().BeEmpty();
        seen.Mounts!.Value.Should().BeEmpty();
        seen.Fstab!.Value.Should().BeEmpty();
    }

    [Fact]
    public async Task A_node_that_cannot_be_reached_is_a_result()
    {
        using var cluster = new ScriptedCluster();
        using var loggers = new RecordingLoggers();
        cluster.Lost.Add("h1");

        var seen = await cluster.Nodes(loggers).Inspector.InspectAsync("c", Host, ["vol"], Token);

        seen.Volumes.Should().BeNull();
        seen.LogicalVolumes.Should().BeNull();
        seen.Failures.Should().HaveCountGreaterThan(1).And.HaveElementAt(0, "could not fetch data from node h1");
    }

    [Fact]
    public void Answers_of_real_nodes_are_read()
    {
        var mounts = MountTable.OfMount(Recorded.Text("mount.txt")).Where(m => m.MountPoint.StartsWith(Brick.MountRoot, StringComparison.Ordinal)).ToList();
        mounts.Should().NotBeEmpty().And.OnlyContain(m => m.Type == "xfs" && m.Device.StartsWith("/dev/mapper/vg_", StringComparison.Ordinal));
        MountTable.OfFstab(Recorded.Text("fstab.txt")).Select(entry => entry.MountPoint).Should().Contain(mounts.Select(m => m.MountPoint));
        LvmReport.Table(Recorded.Text("vgs_k.json"), "vg")[0].Columns.Select(c => c.Key)
            .Should().Equal("vg_name", "pv_count", "lv_count", "snap_count", "vg_attr", "vg_size", "vg_free");
        LvmReport.Table(Recorded.Text("lvs_k.json"), "lv").Should().Contain(row => row["pool_lv"].StartsWith("tp_", StringComparison.Ordinal));
        var volumes = GlusterXml.Details(GlusterXml.Reply(Recorded.Text("volume_info_all_kinds.xml")));
        volumes[0].Should().BeEquivalentTo(new { Name = "arb", StatusText = "Started", ArbiterCount = 1, StripeCount = 0, TypeText = "Replicate" });
        volumes[0].Bricks[2].IsArbiter.Should().BeTrue();
        volumes[0].Options.Should().HaveCount(7).And.Contain(KeyValuePair.Create("user.heketi.arbiter", "true"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment\n\nLABEL=x /\n")]
    public void Lines_of_fstab_that_say_nothing_are_passed_over(string fstab) => MountTable.OfFstab(fstab).Should().BeEmpty();

    private static CommandStorageNodes NodesOn(SimulatedHosts hosts) =>
        new(new StepwiseBatchRunner(hosts), new(), TimeProvider.System, NullLoggerFactory.Instance);
}
