using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.Gluster;

public sealed class VolumeServiceTests : IDisposable
{
    private const string DaemonDown = "Connection failed. Please check if gluster daemon is operational.\n";
    private const string Busy = "volume create: v: failed: Another transaction is in progress for v. Please try again after some time.\n";
    private const string Exists = "volume create: v: failed: Volume v already exists\n";
    private static readonly ImmutableArray<string> Bricks = ["node1:/b/1", "node2:/b/2", "node3:/b/3"];
    private readonly ScriptedCluster _cluster = new();
    private readonly RecordingLoggers _loggers = new();

    public void Dispose()
    {
        _cluster.Dispose();
        _loggers.Dispose();
    }

    private IVolumeService Volumes => _cluster.Nodes(_loggers).Volumes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_volume_is_created_set_and_started_in_one_exec()
    {
        await Volumes.CreateAsync(ScriptedCluster.Pool, Spec(options: ["", "performance.cache-size 64MB", "group gluster-block"]), Token);

        _cluster.Calls.Should().Equal(
            "h1 volume create v replica 3 node1:/b/1 node2:/b/2 node3:/b/3",
            "h1 volume set v performance.cache-size 64MB",
            "h1 volume set v group gluster-block",
            "h1 volume set v user.heketi.id 0123",
            "h1 volume start v");
        _cluster.Execs.Should().Be(1);
    }

    [Theory]
    [InlineData(DurabilityKind.None, false, "volume create v node1:/b/1")]
    [InlineData(DurabilityKind.Replicate, true, "volume create v replica 3 arbiter 1 node1:/b/1")]
    [InlineData(DurabilityKind.Disperse, false, "volume create v disperse-data 2 redundancy 1 node1:/b/1")]
    public async Task Each_kind_has_the_words_of_the_original(DurabilityKind kind, bool hasArbiter, string expected)
    {
        var durability = new Durability { Kind = kind, Replica = 3, Data = 2, Redundancy = 1 };

        await Volumes.CreateAsync(ScriptedCluster.Pool, Spec() with { Durability = durability, HasArbiter = hasArbiter }, Token);

        _cluster.Calls[0].Should().StartWith("h1 " + expected);
    }

    [Fact]
    public async Task An_answer_that_is_not_understood_names_the_volume_and_the_host()
    {
        _cluster.On("* volume info v --xml", output: "");

        var find = () => Volumes.FindAsync(ScriptedCluster.Pool, "v", Token);

        (await find.Should().ThrowAsync<NodeException>()).WithMessage(
            "Unable to determine volume info of volume name: v: h1: Gluster's answer is no XML: *");
    }

    [Fact]
    public async Task A_volume_that_one_node_still_takes_for_started_is_started_on_the_others()
    {
        const string Refusal = "volume start: v: failed: Pre Validation failed on node2. Volume v already started\n";
        _cluster.On("* volume start v", errors: Refusal, exit: 1).OnVolumeInfo("v", "Stopped", [.. Bricks]);

        await Volumes.StartAsync(ScriptedCluster.Pool, "v", Token);

        _cluster.Calls.Should().Equal("h1 volume info v --xml", "h1 volume start v force");
    }

    [Theory]
    [InlineData("Created", true)]
    [InlineData("Started", false)]
    public async Task A_volume_of_ours_is_completed(string status, bool starts)
    {
        _cluster.On("* volume create *", errors: Exists, exit: 1).OnVolumeInfo("v", status, [.. Bricks]);

        await Volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls.Should().Contain("h1 volume set v user.heketi.id 0123");
        _cluster.Calls.Contains("h1 volume start v").Should().Be(starts);
    }

    [Theory]
    [InlineData("node1:/b/1", "node2:/b/2", "node3:/b/33")]
    [InlineData("node1:/b/1", "node2:/b/2")]
    [InlineData("node1:/b/1", "node3:/b/3", "node2:/b/2")]
    public async Task A_foreign_volume_of_that_name_stays_untouched(params string[] bricks)
    {
        _cluster.On("* volume create *", errors: Exists, exit: 1).OnVolumeInfo("v", "Started", bricks);

        await Volumes.Invoking(volumes => volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token)).Should().ThrowAsync<VolumeNameTakenException>();

        _cluster.Calls.Should().Equal("h1 volume create v replica 3 node1:/b/1 node2:/b/2 node3:/b/3", "h1 volume info v --xml");
    }

    [Fact]
    public async Task Another_refusal_has_the_words_of_gluster()
    {
        _cluster.On("* volume create *", errors: "volume create: v: failed: Host node3 not connected\n", exit: 1)
            .On("* volume info *", Recorded.Text("error_volume_does_not_exist_info.xml"));

        var thrown = (await Volumes.Invoking(volumes => volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token))
            .Should().ThrowAsync<NodeCommandException>()).Which;

        thrown.Message.Should().Be("volume create: v: failed: Host node3 not connected");
        thrown.Host.Should().Be("h1");
    }

    [Fact]
    public async Task A_bad_option_ends_the_create_with_the_words_of_gluster()
    {
        _cluster.On("* volume set *", errors: "volume set: failed: option : no.such-option does not exist\nDid you mean nfs.drc-size?\n", exit: 1);

        await Volumes.Invoking(volumes => volumes.CreateAsync(ScriptedCluster.Pool, Spec(options: ["no.such-option 1"]), Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("volume set: failed: option : no.such-option does not exist\nDid you mean nfs.drc-size?");
        _cluster.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_next_host_is_asked_when_one_is_away_or_its_glusterd_is()
    {
        _cluster.Unreachable.Add("h1");
        _cluster.On("h2 *", DaemonDown, exit: 1);

        await Volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls.Should().Equal(
            "h2 volume create v replica 3 node1:/b/1 node2:/b/2 node3:/b/3",
            "h3 volume create v replica 3 node1:/b/1 node2:/b/2 node3:/b/3",
            "h3 volume set v user.heketi.id 0123",
            "h3 volume start v");
    }

    [Fact]
    public async Task A_glusterd_that_goes_away_on_the_way_leaves_the_rest_to_the_next_host()
    {
        _cluster.On("h1 volume start *", DaemonDown, exit: 1);

        await Volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls[^2..].Should().Equal("h1 volume start v", "h2 volume start v");
    }

    [Fact]
    public async Task No_host_within_reach_is_told_as_such()
    {
        _cluster.Unreachable.UnionWith(["h1", "h2", "h3"]);

        await Volumes.Invoking(volumes => volumes.ListAsync(ScriptedCluster.Pool, Token)).Should().ThrowAsync<NodeUnreachableException>();
    }

    [Fact]
    public async Task A_change_whose_end_nobody_saw_is_not_tried_elsewhere()
    {
        _cluster.Lost.Add("h1");

        await Volumes.Invoking(volumes => volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token)).Should().ThrowAsync<NodeOutcomeUnknownException>();

        _cluster.Execs.Should().Be(1);
    }

    [Fact]
    public async Task A_question_is_asked_elsewhere_when_a_host_is_lost()
    {
        _cluster.Lost.Add("h1");
        _cluster.OnVolumeInfo("v", "Started", [.. Bricks]);

        (await Volumes.FindAsync(ScriptedCluster.Pool, "v", Token))!.BrickPaths.Should().Equal(Bricks);
    }

    [Fact]
    public async Task A_busy_glusterd_is_asked_again_for_what_is_left()
    {
        _cluster.On("* volume create *", errors: Busy, exit: 1, once: true)
            .On("* volume start *", errors: "volume start: v: failed: Locking failed on node2. Please check log file for details.\n", exit: 1, once: true);

        await Volumes.CreateAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls.Select(call => call.Split(' ')[2]).Should().Equal("create", "create", "set", "start", "start");
    }

    [Fact]
    public async Task Changes_of_one_cluster_go_one_after_the_other()
    {
        // Were two in the lane at once, the second create would come before the first start
        var volumes = Volumes;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => volumes.CreateAsync(ScriptedCluster.Pool, Spec() with { Name = $"v{i}" }, Token)));

        _cluster.Calls.Chunk(3).Should().OnlyContain(calls => calls.Select(call => call.Split(' ')[2]).SequenceEqual(new[] { "create", "set", "start" }));
    }

    [Fact]
    public async Task Bricks_are_added_and_a_rebalance_is_started()
    {
        await Volumes.ExpandAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls.Should().Equal(
            "h1 volume set v cluster.lookup-optimize off", "h1 volume add-brick v node1:/b/1 node2:/b/2 node3:/b/3", "h1 volume rebalance v start");
    }

    [Fact]
    public async Task A_gluster_that_does_not_know_the_option_of_lookups_is_a_warning_only()
    {
        _cluster.On("* cluster.lookup-optimize *", errors: "volume set: failed: option : cluster.lookup-optimize does not exist\n", exit: 1);

        await Volumes.ExpandAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls[^1].Should().Be("h1 volume rebalance v start");
        _loggers.Lines.Should().ContainSingle(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("may hide files") && line.Contains("does not exist"));
    }

    [Fact]
    public async Task A_rebalance_that_does_not_start_is_a_warning_only()
    {
        _cluster.On("* rebalance *", errors: "volume rebalance: v: failed: not a distribute volume\n", exit: 1);

        await Volumes.ExpandAsync(ScriptedCluster.Pool, Spec(), Token);

        _loggers.Lines.Should().Contain(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("not a distribute volume"));
    }

    [Fact]
    public async Task Bricks_that_are_in_the_volume_already_count_as_added()
    {
        _cluster.On("* add-brick *", errors: "volume add-brick: failed: Brick is already in use\n", exit: 1)
            .OnVolumeInfo("v", "Started", ["node1:/old", .. Bricks]);

        await Volumes.ExpandAsync(ScriptedCluster.Pool, Spec(), Token);

        _cluster.Calls[^1].Should().Be("h1 volume rebalance v start");
    }

    [Fact]
    public async Task Bricks_that_are_not_are_an_error()
    {
        _cluster.On("* add-brick *", errors: "volume add-brick: failed: Transport endpoint is not connected\n", exit: 1)
            .OnVolumeInfo("v", "Started", "node1:/old");

        await Volumes.Invoking(volumes => volumes.ExpandAsync(ScriptedCluster.Pool, Spec(), Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("volume add-brick: failed: Transport endpoint is not connected");
    }

    [Fact]
    public async Task A_volume_of_ours_is_stopped_and_deleted()
    {
        _cluster.OnVolumeInfo("v", "Started", [.. Bricks]);

        await Volumes.DeleteAsync(ScriptedCluster.Pool, "v", [.. Bricks, "node1:/more"], Token);

        _cluster.Calls.Should().Equal("h1 volume info v --xml", "h1 volume stop v force", "h1 volume delete v");
    }

    [Fact]
    public async Task A_volume_with_one_foreign_brick_is_not_deleted()
    {
        _cluster.OnVolumeInfo("v", "Started", [.. Bricks, "node1:/foreign"]);

        await Volumes.Invoking(volumes => volumes.DeleteAsync(ScriptedCluster.Pool, "v", [.. Bricks], Token)).Should().ThrowAsync<VolumeNameTakenException>();

        _cluster.Calls.Should().Equal("h1 volume info v --xml");
    }

    [Fact]
    public async Task A_volume_that_is_not_there_is_deleted()
    {
        _cluster.On("* volume info *", Recorded.Text("error_volume_does_not_exist_info.xml"));

        await Volumes.DeleteAsync(ScriptedCluster.Pool, "v", [.. Bricks], Token);

        _cluster.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_delete_that_fails_says_so()
    {
        _cluster.OnVolumeInfo("v", "Started", [.. Bricks]).On("* volume delete *", errors: "volume delete: v: failed: Some of the peers are down\n", exit: 1);

        await Volumes.Invoking(volumes => volumes.DeleteAsync(ScriptedCluster.Pool, "v", [.. Bricks], Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("All 3 hosts: Unable to delete volume v: volume delete: v: failed: Some of the peers are down");
    }

    [Fact]
    public async Task A_delete_that_one_host_refuses_is_tried_on_the_others()
    {
        _cluster.OnVolumeInfo("v", "Started", [.. Bricks]).On("h1 volume delete v", errors: "volume delete: v: failed: Some of the peers are down", exit: 1);

        await Volumes.DeleteAsync(ScriptedCluster.Pool, "v", [.. Bricks], Token);

        _cluster.Calls.Should().Equal("h1 volume info v --xml", "h1 volume stop v force", "h1 volume delete v", "h2 volume delete v");
    }

    [Fact]
    public async Task A_volume_with_snapshots_is_not_even_stopped()
    {
        _cluster.On("* volume info *", ScriptedCluster.InfoOf("v", "Started", [.. Bricks]).Replace("<snapshotCount>0", "<snapshotCount>2", StringComparison.Ordinal));

        await Volumes.Invoking(volumes => volumes.DeleteAsync(ScriptedCluster.Pool, "v", [.. Bricks], Token))
            .Should().ThrowAsync<VolumeInUseException>().WithMessage("*2 snapshots*");
        _cluster.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task Peers_are_probed_by_another_host_and_get_the_snapshot_limit()
    {
        var peers = _cluster.Nodes(_loggers, new() { SnapshotLimit = 14 }).Peers;

        await peers.ProbeAsync(ScriptedCluster.Pool, ScriptedCluster.Pool.Hosts[0], Token);

        _cluster.Calls.Should().Equal("h2 peer probe node1", "h2 snapshot config snap-max-hard-limit 14");
    }

    [Fact]
    public async Task A_host_that_is_no_peer_is_detached()
    {
        _cluster.On("* peer detach *", errors: "peer detach: failed: node9 is not part of cluster\n", exit: 1)
            .On("* peer status *", Recorded.Text("peer_status_ok.xml"));

        await _cluster.Nodes(_loggers).Peers.DetachAsync(ScriptedCluster.Pool, new("9", "h9", "node9"), Token);
    }

    [Fact]
    public async Task A_peer_that_cannot_be_detached_is_an_error()
    {
        _cluster.On("* peer detach *", errors: "peer detach: failed: Brick(s) with the peer node2 exist in cluster\n", exit: 1)
            .On("* peer status *", Recorded.Text("peer_status_ok.xml"));

        await _cluster.Nodes(_loggers).Peers
            .Invoking(peers => peers.DetachAsync(ScriptedCluster.Pool, ScriptedCluster.Pool.Hosts[1], Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("*Brick(s) with the peer node2*");
    }

    [Fact]
    public async Task A_stopped_glusterd_is_told()
    {
        _cluster.On("h3 status glusterd", exit: 3);
        var peers = _cluster.Nodes(_loggers).Peers;

        await peers.CheckAsync(ScriptedCluster.Pool.Hosts[0], Token);
        await peers.Invoking(service => service.CheckAsync(ScriptedCluster.Pool.Hosts[2], Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("Process exited with status 3");
    }

    private static VolumeSpec Spec(ImmutableArray<string> options = default) => new(
        "0123", "v", new() { Kind = DurabilityKind.Replicate, Replica = 3 }, HasArbiter: false, Bricks, options.IsDefault ? [] : options);
}
