using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Nodes.Inspection;
using Heketi.Core.Operations.Examination;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations.Examination;

public sealed class StateExaminerTests : IAsyncLifetime
{
    private const string Matches = "heketi volume list matches with volume list of all nodes";
    private readonly MovingFixture moving = new();
    private string volume = "";
    private string brick = "";

    public async ValueTask InitializeAsync()
    {
        await moving.BuildAsync(nodes: 3);
        volume = await moving.CreateVolume();
        brick = moving.BrickOn("n2", volume);
        foreach (var node in moving.Topology.Nodes)
        {
            moving.Nodes.Inspection.Nodes[node.Id] = Believable(node);
        }
    }

    public ValueTask DisposeAsync()
    {
        moving.Dispose();
        return default;
    }

    [Fact]
    public async Task Nodes_that_have_what_the_books_say_give_no_finding()
    {
        var examination = await Examine(running: 2);

        examination.Findings.Should().BeEmpty();
        examination.Report.Should().Equal("OnDemand Examiner invoked while 2 ops are in flight", Matches);
        examination.Clusters.Should().ContainSingle().Which.Nodes.Select(node => node.NodeId).Should().Equal("n1", "n2", "n3");
    }

    [Fact]
    public async Task Without_a_server_no_operations_are_counted() => (await Examine(running: null)).Report.Should().Equal(Matches);

    [Fact]
    public async Task A_volume_that_only_the_books_have_is_missing()
    {
        ChangeAll(node => node with { Volumes = [] });

        var examination = await Examine();

        examination.Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = FindingKind.Missing, Subject = "volume", Id = volume });
        examination.Report.Skip(1).Should().Equal(
            "heketi volume list does not match with volume list of node n1",
            "heketi volume list does not match with volume list of node n2",
            "heketi volume list does not match with volume list of node n3");
    }

    [Fact]
    public async Task A_volume_that_only_Gluster_has_is_somebody_elses()
    {
        ChangeAll(node => node with { Volumes = [.. node.Volumes!.Value, new() { Name = "theirs" }] });

        (await Examine()).Findings.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Kind = FindingKind.Unknown, Subject = "volume", Id = "theirs", Message = "Gluster's volume theirs is not in the books: it is left alone" });
    }

    [Fact]
    public async Task Bricks_of_a_volume_are_compared_both_ways()
    {
        ChangeAll(node => node with
        {
            Volumes = [node.Volumes!.Value[0] with { Bricks = [.. node.Volumes.Value[0].Bricks.Where(b => b.Name != moving.PathOf(brick)), new("storage9:/b")] }],
        });

        (await Examine()).Findings.Select(f => (f.Kind, f.Subject, f.Id)).Should().Equal(
            (FindingKind.Missing, "brick", brick), (FindingKind.Unknown, "brick", "storage9:/b"));
    }

    [Fact]
    public async Task A_stopped_volume_is_told()
    {
        ChangeAll(node => node with { Volumes = [node.Volumes!.Value[0] with { StatusText = "Stopped" }] });

        (await Examine()).Findings.Should().ContainSingle().Which.Message.Should().Contain("is Stopped in Gluster").And.Contain("gluster volume start");
    }

    [Fact]
    public async Task What_a_brick_consists_of_is_missing_piece_by_piece()
    {
        Change("n2", node => node with { LogicalVolumes = [], Mounts = [], Fstab = [] });

        (await Examine()).Findings.Select(f => (f.Kind, f.Subject, f.NodeId, f.Id)).Should().BeEquivalentTo(
            [(FindingKind.Missing, "brick", "n2", brick), (FindingKind.Missing, "mount", "n2", brick), (FindingKind.Missing, "fstab", "n2", brick)]);
    }

    [Fact]
    public async Task What_a_node_has_besides_is_told_and_not_taken_for_ours()
    {
        var stranger = new FileSystemEntry("/dev/mapper/vg_x-brick_x", Brick.MountRoot + "/vg_x/brick_x", "xfs", "rw");
        var elsewhere = new FileSystemEntry("/dev/sda1", "/", "ext4", "rw");
        Change("n1", node => node with
        {
            LogicalVolumes = [.. node.LogicalVolumes!.Value, Row(("lv_name", "tp_old"), ("vg_name", "vg_d1"), ("pool_lv", "")), Row(("lv_name", "root"), ("vg_name", "system"))],
            VolumeGroups = [.. node.VolumeGroups!.Value, Row(("vg_name", "vg_" + new string('a', 32))), Row(("vg_name", "system"))],
            Mounts = [.. node.Mounts!.Value, stranger, elsewhere],
            Fstab = [.. node.Fstab!.Value, stranger, elsewhere],
        });

        (await Examine()).Findings.Select(f => (f.Kind, f.Subject, f.NodeId, f.Id)).Should().BeEquivalentTo(
        [
            (FindingKind.Unknown, "logical volume", "n1", "vg_d1/tp_old"),
            (FindingKind.Unknown, "device", "n1", "vg_" + new string('a', 32)),
            (FindingKind.Unknown, "mount", "n1", stranger.MountPoint),
            (FindingKind.Unknown, "fstab", "n1", stranger.MountPoint),
        ]);
    }

    [Fact]
    public async Task Space_that_drifted_and_disks_that_are_gone_are_told()
    {
        Change("n1", node => node with { VolumeGroups = [Group(moving.Topology.Devices["d1"], 4096)] });
        Change("n3", node => node with { VolumeGroups = [] });

        (await Examine()).Findings.Select(f => (f.Kind, f.Id)).Should().Equal((FindingKind.Different, "d1"), (FindingKind.Missing, "d3"));
        (await Examine()).Findings[0].Message.Should().Contain("heketi-cli device resync d1");
    }

    [Fact]
    public async Task What_a_node_does_not_tell_is_no_finding_but_is_reported()
    {
        Change("n2", node => new() { NodeId = "n2", Failures = ["could not fetch data from node manage2"] });

        var examination = await Examine();

        examination.Findings.Should().BeEmpty();
        examination.Report.Skip(1).Should().Equal(
            "could not fetch data from node manage2", "heketi volume list could not be compared with volume list of node n2 due to missing info");
    }

    [Fact]
    public async Task What_comes_and_goes_during_the_look_is_no_finding()
    {
        string? made = null;
        moving.Nodes.Inspection.Meanwhile = async () => made ??= await moving.CreateVolume();

        (await Examine()).Findings.Should().BeEmpty("the nodes were looked at before the second volume was there");
        made.Should().NotBeNull();
    }

    [Fact]
    public async Task Pending_things_are_no_finding()
    {
        await moving.Change(editor => editor.Put(moving.Topology.Volumes[volume] with { PendingId = new string('b', 32) }));
        ChangeAll(node => node with { Volumes = [], LogicalVolumes = [], Mounts = [], Fstab = [] });

        (await Examine()).Findings.Should().BeEmpty();
    }

    private Task<StateExamination> Examine(int? running = 0) =>
        new StateExaminer(moving.Store, moving.Nodes.Inspector).ExamineAsync(running, CancellationToken.None);

    private void ChangeAll(Func<NodeInspection, NodeInspection> change)
    {
        foreach (var id in moving.Nodes.Inspection.Nodes.Keys)
        {
            Change(id, change);
        }
    }

    private void Change(string node, Func<NodeInspection, NodeInspection> change) =>
        moving.Nodes.Inspection.Nodes[node] = change(moving.Nodes.Inspection.Nodes[node]);

    /// <summary>Exactly what the books say.</summary>
    private NodeInspection Believable(Node node)
    {
        var bricks = moving.Topology.Bricks.Where(b => b.NodeId == node.Id).Select(b => BrickLayout.Of(b)).ToList();
        ImmutableArray<FileSystemEntry> mounts = [.. bricks.Select(b => new FileSystemEntry(b.BlockDevice, b.MountPath, "xfs", "rw"))];
        return new()
        {
            NodeId = node.Id,
            Volumes = [.. moving.Topology.Volumes.Select(v => new InspectedVolume
            {
                Name = v.Name, StatusText = "Started", Bricks = [.. moving.GlusterPaths(v.Id).Select(path => new InspectedBrick(path))],
            })],
            VolumeGroups = [.. moving.Topology.Devices.Where(d => d.NodeId == node.Id).Select(d => Group(d, d.Storage.FreeKiB))],
            LogicalVolumes = [.. bricks.SelectMany(b => (LvmRow[])
            [
                Row(("lv_name", b.ThinPool), ("vg_name", b.VolumeGroup), ("pool_lv", "")),
                Row(("lv_name", b.LogicalVolume), ("vg_name", b.VolumeGroup), ("pool_lv", b.ThinPool)),
            ])],
            Mounts = mounts,
            Fstab = mounts,
        };
    }

    private static LvmRow Group(Device device, ulong freeKiB) =>
        Row(("vg_name", device.VolumeGroup), ("vg_size", $"{device.Storage.TotalKiB}.00k"), ("vg_free", $"{freeKiB}.00k"));

    private static LvmRow Row(params (string Name, string Value)[] columns) => new([.. columns.Select(c => KeyValuePair.Create(c.Name, c.Value))]);
}
