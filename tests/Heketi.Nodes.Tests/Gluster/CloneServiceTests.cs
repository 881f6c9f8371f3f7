using Heketi.Core.Nodes;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.Gluster;

public sealed class CloneServiceTests : IDisposable
{
    private static readonly CloneSpec Spec = new("0123", "copy", "4567", "v", "tmpsnap_0123", ["node1:/b/1"]);
    private readonly ScriptedCluster _cluster = new();
    private readonly RecordingLoggers _loggers = new();

    private ICloneService Clones => _cluster.Nodes(_loggers).Clones;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cluster.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public async Task A_clone_is_made_of_a_snapshot_that_does_not_stay()
    {
        _cluster.On("* volume info copy --xml", Recorded.Text("volume_info_clone.xml"));

        var clone = await Clones.CloneAsync(ScriptedCluster.Pool, Spec, Token);

        _cluster.Calls.Should().Equal(
            "h1 snapshot create tmpsnap_0123 v no-timestamp",
            "h1 snapshot activate tmpsnap_0123",
            "h1 snapshot clone copy tmpsnap_0123",
            "h1 volume start copy",
            "h1 volume set copy user.heketi.id 0123",
            "h1 snapshot deactivate tmpsnap_0123",
            "h1 snapshot delete tmpsnap_0123",
            "h1 volume info copy --xml");
        clone.BrickPaths.Should().Equal("node3:/run/gluster/snaps/f86aedfaa67d43cb9f498cb31c61b19b/brick1/brick");
    }

    [Fact]
    public async Task A_refused_clone_ends_with_what_gluster_says()
    {
        _cluster.On("* snapshot clone *", errors: "snapshot clone: failed: Volume with name:copy already exists\n", exit: 1);

        await Clones.Invoking(clones => clones.CloneAsync(ScriptedCluster.Pool, Spec, Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("snapshot clone: failed: Volume with name:copy already exists");

        _cluster.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_snapshot_is_deleted_when_it_is_there()
    {
        _cluster.On("* snapshot list v --xml", Recorded.Text("snapshot_list_one.xml"));

        await Clones.DeleteSnapshotAsync(ScriptedCluster.Pool, Spec with { Snapshot = "s1" }, Token);

        _cluster.Calls.Should().Equal(
            "h1 volume set v user.heketi.id 4567", "h1 snapshot list v --xml", "h1 snapshot deactivate s1", "h1 snapshot delete s1");
    }

    [Fact]
    public async Task A_snapshot_that_is_gone_counts_as_deleted()
    {
        _cluster.On("* snapshot list v --xml", Recorded.Text("snapshot_list_one.xml"));

        await Clones.DeleteSnapshotAsync(ScriptedCluster.Pool, Spec, Token);

        _cluster.Calls.Should().Equal("h1 volume set v user.heketi.id 4567", "h1 snapshot list v --xml");
    }
}
