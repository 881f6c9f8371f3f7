using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class CloneTests : IDisposable
{
    private const ulong OnePool = (2UL << 20) + 4096;
    private readonly OperationsFixture fixture = new();

    private TopologySnapshot Topology => fixture.Store.Snapshot;

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_clone_has_its_origins_properties_and_takes_no_space()
    {
        var (origin, clone) = await OriginAndClone();

        var (was, made) = (Topology.Volumes[origin], Topology.Volumes[clone]);
        made.Should().Be(was with { Id = clone, Name = "copy" });
        var gluster = fixture.Nodes.VolumesThere["copy"];
        var bricks = Topology.BricksOfVolume(clone).Select(id => Topology.Bricks[id]).ToList();
        bricks.Select(b => $"{Topology.Nodes[b.NodeId].StorageHost}:{b.Path}").Should().BeEquivalentTo(gluster.BrickPaths);
        fixture.Nodes.Durable.Keys.Should().Contain(gluster.BrickPaths);
        bricks.Should().OnlyContain(b => b.LogicalVolume == gluster.GlusterId.Replace("-", "") + "_0" && b.PendingId == "");
        bricks.Select(b => (b.DeviceId, b.ThinPoolName)).Should()
            .BeEquivalentTo(Topology.BricksOfVolume(origin).Select(id => (Topology.Bricks[id].DeviceId, Topology.Bricks[id].ThinPoolName)));
        Topology.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == OnePool);
        Topology.Operations.Should().BeEmpty();
        fixture.Nodes.SnapshotsThere.Should().BeEmpty();
    }

    [Fact]
    public async Task A_clone_without_a_name_is_named_after_its_id()
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2);

        var clone = await Clone(origin, "");

        Topology.Volumes[clone].Name.Should().Be("vol_" + clone);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_space_is_free_when_the_last_of_origin_and_clone_is_gone(bool originFirst)
    {
        var (origin, clone) = await OriginAndClone();
        var (first, second) = originFirst ? (origin, clone) : (clone, origin);

        await Delete(first);

        Topology.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == OnePool);
        fixture.Nodes.VolumesThere.Should().ContainKey(Topology.Volumes[second].Name);
        await Delete(second);
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task The_space_of_a_shared_pool_is_given_back_once_when_both_go_at_the_same_time()
    {
        var (origin, clone) = await OriginAndClone();
        await fixture.CreateVolume(2, "other");
        // Both deletes come to the end of their commands before either of them ends: the pool is gone for both
        var both = new TaskCompletionSource();
        var count = 0;
        fixture.Nodes.On("AfterDestroyBricks", () =>
        {
            if (Interlocked.Increment(ref count) == 6)
            {
                both.SetResult();
            }

            return both.Task;
        });

        var deletes = await Task.WhenAll(
            fixture.Operations.DeleteVolumeAsync(origin, CancellationToken.None), fixture.Operations.DeleteVolumeAsync(clone, CancellationToken.None));
        (await Task.WhenAll(deletes.Select(fixture.End))).Should().AllBeOfType<QueuedOutcome.Done>();

        Topology.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == OnePool, "the other volume is still there");
    }

    [Fact]
    public async Task A_clone_of_a_clone_outlives_both()
    {
        var (origin, clone) = await OriginAndClone();
        var second = await Clone(clone, "second");
        await Delete(clone);
        await Delete(origin);

        Topology.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == OnePool);
        await Delete(second);
        fixture.ShouldBeClean();
    }

    [Fact]
    public async Task A_clone_grows_by_bricks_of_its_own()
    {
        var (_, clone) = await OriginAndClone();

        (await fixture.Run(fixture.Operations.ExpandVolumeAsync(clone, 3, CancellationToken.None))).Should().BeOfType<QueuedOutcome.Done>();

        Topology.BricksOfVolume(clone).Should().HaveCount(6);
        await Delete(clone);
        Topology.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == OnePool);
    }

    [Theory]
    [InlineData("Clone")]
    [InlineData("AfterSnapshot")]
    [InlineData("AfterClone")]
    [InlineData("PersistBricks@manage2")]
    public async Task A_clone_that_fails_anywhere_leaves_the_origin_only(string where)
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2, "data");
        fixture.Nodes.Fail(where, "it broke");

        var outcome = await fixture.Run(fixture.Operations.CloneVolumeAsync(origin, "copy", CancellationToken.None));

        outcome.Should().Be(new QueuedOutcome.Failed("it broke"));
        await OnlyTheOriginIsLeft(origin);
    }

    [Theory]
    [InlineData("FindVolume", "")]
    [InlineData("Clone", "")]
    [InlineData("AfterSnapshot", "")]
    [InlineData("AfterClone", "")]
    [InlineData("AfterClone", "DeleteVolume")]
    [InlineData("AfterClone", "DestroyBricks@manage2")]
    [InlineData("AfterClone", "AfterDestroyBricks")]
    public async Task A_clone_in_a_process_that_dies_is_undone_by_the_next_one_even_if_that_dies_too(string where, string thenWhere)
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2, "data");
        var (reached, dying) = (new TaskCompletionSource(), new TaskCompletionSource());
        fixture.Nodes.On(where, () =>
        {
            reached.TrySetResult();
            return dying.Task;
        });
        await fixture.Operations.CloneVolumeAsync(origin, "copy", CancellationToken.None);
        await reached.Task;
        fixture.Nodes.Heal();
        await fixture.Restart();
        if (thenWhere.Length > 0)
        {
            fixture.Nodes.Fail(thenWhere, "died again");
            (await fixture.Recovery.CleanUpAsync(null, CancellationToken.None)).Should().Be(0);
            fixture.Nodes.Heal();
            await fixture.Restart();
        }

        (await fixture.Recovery.CleanUpAsync(null, CancellationToken.None)).Should().Be(1);

        await OnlyTheOriginIsLeft(origin);
    }

    [Fact]
    public async Task A_foreign_volume_of_the_clones_name_survives()
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2, "data");
        var foreign = new GlusterVolume("copy", "theirs", true, ["storage1:/their/brick"], 1, EntryTags.None);
        fixture.Nodes.VolumesThere["copy"] = foreign;

        var outcome = await fixture.Run(fixture.Operations.CloneVolumeAsync(origin, "copy", CancellationToken.None));

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("Gluster has a volume named copy");
        fixture.Nodes.VolumesThere["copy"].Should().Be(foreign);
        fixture.Nodes.Calls.Should().NotContain("Clone@manage1");
        Topology.Volumes.Should().ContainSingle();
        Topology.Bricks.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_clone_of_another_server_that_was_taken_over_harms_nothing_when_it_is_cleaned_up()
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2, "data");
        var operation = await TakeOverStaleClone(origin);

        (await fixture.Recovery.CleanUpAsync(null, CancellationToken.None)).Should().Be(1);

        Topology.Operations.Contains(operation).Should().BeFalse();
        await OnlyTheOriginIsLeft(origin);
    }

    [Fact]
    public async Task What_cannot_be_cloned_is_refused_with_the_reason()
    {
        var (origin, _) = await OriginAndClone();
        await fixture.Store.ChangeAsync(editor => editor.Put(editor.Current.Volumes[origin] with { Id = "hosting", Name = "hosting", Block = true }));

        await Refused("hosting", "x", "Failed clone volume hosting: Cloning of block hosting volumes is not supported");
        await Refused(origin, "copy", $"Failed clone volume {origin}: Volume name 'copy' already in use");
        await Refused("nowhere", "x", "Id not found");
    }

    [Fact]
    public async Task An_origin_is_neither_deleted_nor_grown_while_it_is_cloned()
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2, "data");
        var (reached, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        fixture.Nodes.On("Clone", () =>
        {
            reached.TrySetResult();
            return go.Task;
        });
        var clone = await fixture.Operations.CloneVolumeAsync(origin, "copy", CancellationToken.None);
        await reached.Task;

        await fixture.Operations.Invoking(o => o.DeleteVolumeAsync(origin, CancellationToken.None)).Should().ThrowAsync<OperationRefusedException>();
        await fixture.Operations.Invoking(o => o.ExpandVolumeAsync(origin, 1, CancellationToken.None)).Should().ThrowAsync<OperationRefusedException>();

        go.SetResult();
        (await fixture.End(clone)).Should().BeOfType<QueuedOutcome.Done>();
    }

    private async Task<(string Origin, string Clone)> OriginAndClone()
    {
        await fixture.ThreeNodeCluster();
        var origin = await fixture.CreateVolume(2, "data");
        return (origin, await Clone(origin, "copy"));
    }

    private async Task<string> Clone(string origin, string name)
    {
        var outcome = await fixture.Run(fixture.Operations.CloneVolumeAsync(origin, name, CancellationToken.None));
        return outcome.Should().BeOfType<QueuedOutcome.Done>().Which.Location!["/volumes/".Length..];
    }

    private async Task Delete(string volume) =>
        (await fixture.Run(fixture.Operations.DeleteVolumeAsync(volume, CancellationToken.None))).Should().BeOfType<QueuedOutcome.Done>();

    private async Task Refused(string origin, string name, string text) => await fixture.Operations
        .Invoking(o => o.CloneVolumeAsync(origin, name, CancellationToken.None))
        .Should().ThrowAsync<OperationRefusedException>().WithMessage(text);

    private async Task OnlyTheOriginIsLeft(string origin)
    {
        Topology.Operations.Should().BeEmpty();
        Topology.Volumes.Should().ContainSingle().Which.PendingId.Should().BeEmpty();
        Topology.Bricks.Should().HaveCount(3).And.OnlyContain(b => b.VolumeId == origin);
        Topology.Devices.Should().OnlyContain(d => d.Storage.UsedKiB == OnePool);
        fixture.Nodes.SnapshotsThere.Should().BeEmpty();
        fixture.Nodes.BricksThere.Should().HaveCount(3);
        fixture.Nodes.VolumesThere.Keys.Should().Equal("data");
        await Delete(origin);
        fixture.ShouldBeClean();
    }

    /// <summary>As the original leaves it: the origin is hidden, and the clone's bricks have the paths of the origin's.</summary>
    private async Task<string> TakeOverStaleClone(string originId)
    {
        const string Id = "stale";
        await fixture.Store.ChangeAsync(editor =>
        {
            var origin = editor.Current.Volumes[originId];
            var bricks = editor.Current.BricksOfVolume(originId)
                .Select(id => editor.Current.Bricks[id])
                .Select(b => b with { Id = "c" + b.Id, VolumeId = "clone", PendingId = Id, ThinPool = b.ThinPoolName })
                .ToList();
            editor.Put(origin with { PendingId = Id });
            editor.Put(origin with { Id = "clone", Name = "copy", PendingId = Id });
            bricks.ForEach(editor.Put);
            editor.Put(new PendingOperation
            {
                Id = Id,
                Kind = OperationKind.CloneVolume,
                Timestamp = 1,
                Status = OperationStatus.Stale,
                Actions =
                [
                    new(OperationChange.CloneVolume, originId),
                    new(OperationChange.AddVolumeClone, "clone"),
                    .. bricks.Select(b => new OperationAction(OperationChange.AddBrick, b.Id)),
                ],
            });
        });
        return Id;
    }
}
