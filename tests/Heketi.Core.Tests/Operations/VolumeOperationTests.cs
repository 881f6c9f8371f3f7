using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Topology;
using static Heketi.Core.Tests.Operations.OperationsFixture;

namespace Heketi.Core.Tests.Operations;

public sealed class VolumeOperationTests : IDisposable
{
    private readonly OperationsFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_created_volume_is_visible_and_its_space_is_taken()
    {
        await fixture.ThreeNodeCluster();

        var id = await fixture.CreateVolume(2, "data");

        fixture.Store.Snapshot.Volumes[id].PendingId.Should().BeEmpty();
        fixture.Store.Snapshot.Operations.Should().BeEmpty();
        fixture.Nodes.VolumesThere["data"].BrickPaths.Should().HaveCount(3).And.OnlyContain(path => fixture.Nodes.Durable.ContainsKey(path));
        fixture.Store.Snapshot.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == (2UL << 20) + 4096);
    }

    [Theory]
    [InlineData("CreateBricks@manage2")]
    [InlineData("CreateVolume")]
    [InlineData("AfterCreateVolume")]
    [InlineData("PersistBricks@manage2")]
    public async Task A_create_that_fails_anywhere_leaves_nothing_behind(string where)
    {
        await fixture.ThreeNodeCluster();
        fixture.Nodes.Fail(where, "it broke");

        var outcome = await fixture.Run(fixture.Operations.CreateVolumeAsync(Replica3(2), CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Failed("it broke"));
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task A_foreign_volume_of_that_name_survives_a_create()
    {
        await fixture.ThreeNodeCluster();
        var foreign = new GlusterVolume("data", "theirs", true, ["storage1:/their/brick"], 1, EntryTags.None);
        fixture.Nodes.VolumesThere["data"] = foreign;

        var outcome = await fixture.Run(fixture.Operations.CreateVolumeAsync(Replica3(2, "data"), CancellationToken.None));

        outcome.Should().BeOfType<QueuedOutcome.Failed>();
        fixture.Nodes.VolumesThere.Should().ContainKey("data").WhoseValue.Should().Be(foreign);
        fixture.Nodes.BricksThere.Should().BeEmpty();
        fixture.Store.Snapshot.Volumes.Should().BeEmpty();
    }

    [Fact]
    public async Task A_create_whose_undo_fails_is_kept_and_cleaned_up_later()
    {
        await fixture.ThreeNodeCluster();
        fixture.Nodes.Fail("CreateVolume", "glusterd is gone");
        fixture.Nodes.Fail("DestroyBricks@manage3", "node is gone");

        await fixture.Run(fixture.Operations.CreateVolumeAsync(Replica3(2), CancellationToken.None));

        fixture.Store.Snapshot.Operations.Should().ContainSingle().Which.Status.Should().Be(OperationStatus.Failed);
        fixture.Store.Snapshot.Devices.Should().OnlyContain(d => d.Storage.UsedKiB > 0, "space is not given twice while bricks may be there");
        fixture.Nodes.Heal();
        (await fixture.Recovery.CleanUpAsync(null, CancellationToken.None)).Should().Be(1);
        fixture.ShouldBeClean();
    }

    [Theory]
    [InlineData("CreateBricks@manage1")]
    [InlineData("CreateVolume")]
    [InlineData("AfterCreateVolume")]
    [InlineData("PersistBricks@manage1")]
    public async Task A_create_in_a_process_that_dies_is_undone_by_the_next(string where)
    {
        await fixture.ThreeNodeCluster();
        var dying = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        fixture.Nodes.On(where, () =>
        {
            reached.TrySetResult();
            return dying.Task;
        });
        await fixture.Operations.CreateVolumeAsync(Replica3(2), CancellationToken.None);
        await reached.Task;

        await fixture.Restart();
        fixture.Nodes.Heal();

        fixture.Store.Snapshot.Operations.Should().ContainSingle().Which.Status.Should().Be(OperationStatus.Stale);
        (await fixture.Recovery.CleanUpAsync(null, CancellationToken.None)).Should().Be(1);
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task A_deleted_volume_leaves_nothing_behind()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2);

        var outcome = await fixture.Run(fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Done(null));
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task A_delete_that_gluster_refuses_leaves_a_started_and_visible_volume()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2, "data");
        fixture.Nodes.Fail("DeleteVolume", "it has a geo-replication session");

        var outcome = await fixture.Run(fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Failed("it has a geo-replication session"));
        fixture.Nodes.VolumesThere["data"].IsStarted.Should().BeTrue();
        fixture.Nodes.BricksThere.Should().HaveCount(3);
        fixture.Store.Snapshot.Volumes[id].PendingId.Should().BeEmpty();
        fixture.Store.Snapshot.Bricks.Should().OnlyContain(b => b.PendingId == "");
    }

    [Fact]
    public async Task A_delete_that_loses_a_node_half_way_is_completed_later()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2);
        fixture.Nodes.Fail("DestroyBricks@manage2", "node is gone");

        await fixture.Run(fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None));

        fixture.Store.Snapshot.Volumes[id].PendingId.Should().NotBeEmpty("there is no volume to show any more");
        fixture.Nodes.Heal();
        (await fixture.Recovery.CleanUpAsync(null, CancellationToken.None)).Should().Be(1);
        fixture.ShouldBeClean();
    }

    [Theory]
    [InlineData("AfterExpandVolume")]
    [InlineData("PersistBricks@manage2")]
    public async Task An_expand_in_a_process_that_dies_after_gluster_took_the_bricks_is_finished(string where)
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2, "data");
        var reached = new TaskCompletionSource();
        fixture.Nodes.On(where, () =>
        {
            reached.TrySetResult();
            return new TaskCompletionSource().Task;
        });
        await fixture.Operations.ExpandVolumeAsync(id, 3, CancellationToken.None);
        await reached.Task;

        await fixture.Restart();
        fixture.Nodes.Heal();
        await fixture.Recovery.CleanUpAsync(null, CancellationToken.None);

        fixture.Store.Snapshot.Volumes[id].SizeGiB.Should().Be(5);
        fixture.Nodes.BricksThere.Should().HaveCount(6, "files may be on the new bricks");
        fixture.Nodes.Durable.Keys.Should().Contain(fixture.Nodes.VolumesThere["data"].BrickPaths);
        fixture.Store.Snapshot.Bricks.Should().HaveCount(6).And.OnlyContain(b => b.PendingId == "");
        fixture.Store.Snapshot.Operations.Should().BeEmpty();
    }

    [Fact]
    public async Task An_expand_that_glusterd_ends_after_its_caller_was_lost_is_no_failed_one()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2, "data");
        fixture.Nodes.On("ExpandVolume", () => throw new NodeOutcomeUnknownException("the connection broke", "manage1"));
        fixture.Nodes.On("SettleVolume", () =>
        {
            var volume = fixture.Nodes.VolumesThere["data"];
            var topology = fixture.Store.Snapshot;
            var added = topology.Bricks.Where(b => b.PendingId.Length > 0).Select(b => $"{topology.Nodes[b.NodeId].StorageHost}:{b.Path}");
            fixture.Nodes.VolumesThere["data"] = volume with { BrickPaths = [.. volume.BrickPaths, .. added] };
            return Task.CompletedTask;
        });

        await fixture.Run(fixture.Operations.ExpandVolumeAsync(id, 3, CancellationToken.None));

        fixture.Store.Snapshot.Volumes[id].SizeGiB.Should().Be(5);
        fixture.Nodes.BricksThere.Should().HaveCount(6, "files may be on the new bricks");
        fixture.Store.Snapshot.Operations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_volume_that_glusterd_ends_after_its_caller_was_lost_is_taken_away_again()
    {
        await fixture.ThreeNodeCluster();
        fixture.Nodes.On("CreateVolume", () => throw new NodeOutcomeUnknownException("the connection broke", "manage1"));
        fixture.Nodes.On("SettleVolume", () =>
        {
            var topology = fixture.Store.Snapshot;
            var paths = topology.Bricks.Select(b => $"{topology.Nodes[b.NodeId].StorageHost}:{b.Path}");
            fixture.Nodes.VolumesThere["data"] = new("data", "id", true, [.. paths], 3, EntryTags.None);
            return Task.CompletedTask;
        });

        var outcome = await fixture.Run(fixture.Operations.CreateVolumeAsync(Replica3(2, "data"), CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Failed("the connection broke"));
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task A_delete_whose_stop_ends_after_its_caller_was_lost_leaves_a_started_volume()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2, "data");
        fixture.Nodes.On("DeleteVolume", () => throw new NodeOutcomeUnknownException("the connection broke", "manage1"));
        fixture.Nodes.On("SettleVolume", () =>
        {
            fixture.Nodes.VolumesThere["data"] = fixture.Nodes.VolumesThere["data"] with { IsStarted = false };
            return Task.CompletedTask;
        });

        await fixture.Run(fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None));

        fixture.Nodes.VolumesThere["data"].IsStarted.Should().BeTrue();
        fixture.Store.Snapshot.Volumes[id].PendingId.Should().BeEmpty();
    }

    [Fact]
    public async Task An_expand_that_gluster_refuses_takes_its_bricks_back()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2);
        fixture.Nodes.Fail("ExpandVolume", "no");

        var outcome = await fixture.Run(fixture.Operations.ExpandVolumeAsync(id, 3, CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Failed("no"));
        fixture.Store.Snapshot.Volumes[id].SizeGiB.Should().Be(2);
        fixture.Nodes.BricksThere.Should().HaveCount(3);
        fixture.Store.Snapshot.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == (2UL << 20) + 4096);
    }

    [Fact]
    public async Task A_volume_that_is_being_deleted_can_be_neither_expanded_nor_deleted_again()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2);
        var release = new TaskCompletionSource();
        fixture.Nodes.On("DeleteVolume", () => release.Task);
        var delete = await fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None);

        var again = () => fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None);
        var expand = () => fixture.Operations.ExpandVolumeAsync(id, 1, CancellationToken.None);

        (await again.Should().ThrowAsync<OperationRefusedException>())
            .WithMessage("Failed to set up volume delete: The target exists, contains other items, or is in use.");
        (await expand.Should().ThrowAsync<OperationRefusedException>()).Which.Reason.Should().Be(RefusalReason.NotFound);
        release.SetResult();
        (await fixture.End(delete)).Should().Be(new QueuedOutcome.Done(null));
    }

    [Fact]
    public async Task No_space_is_refused_with_the_reason_and_nothing_is_reserved()
    {
        await fixture.ThreeNodeCluster();

        var create = () => fixture.Operations.CreateVolumeAsync(Replica3(200), CancellationToken.None);

        (await create.Should().ThrowAsync<OperationRefusedException>())
            .WithMessage("Failed to allocate new volume: No space: too little free space");
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task The_database_volume_is_not_deleted()
    {
        await fixture.ThreeNodeCluster();
        var id = await fixture.CreateVolume(2, "heketidbstorage");

        var delete = () => fixture.Operations.DeleteVolumeAsync(id, CancellationToken.None);

        (await delete.Should().ThrowAsync<OperationRefusedException>()).Which.Reason.Should().Be(RefusalReason.Conflict);
    }
}
