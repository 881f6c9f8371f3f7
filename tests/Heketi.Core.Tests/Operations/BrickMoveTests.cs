using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class BrickMoveTests : IAsyncLifetime
{
    private readonly MovingFixture moving = new();

    public async ValueTask InitializeAsync() => await moving.BuildAsync(nodes: 4);

    public ValueTask DisposeAsync()
    {
        moving.Dispose();
        return default;
    }

    [Fact]
    public async Task An_evicted_brick_is_replaced_in_its_place_and_taken_away()
    {
        var volume = await moving.CreateVolume();
        var before = moving.GlusterPaths(volume);

        var outcome = await moving.Evict(moving.BrickOn("n2", volume));

        outcome.Should().Be(new QueuedOutcome.Done(null));
        moving.GlusterPaths(volume).Select(p => p.Split(':')[0]).Should().Equal(before.Select(p => p.Split(':')[0].Replace("storage2", "storage4")));
        moving.Nodes.Durable.Keys.Should().Contain(moving.GlusterPaths(volume));
        moving.ShouldAddUp();
        moving.Topology.Operations.Should().BeEmpty();
        moving.Topology.BricksOfDevice("d2").Should().BeEmpty();
    }

    [Theory]
    [InlineData("FindVolume")]
    [InlineData("HealInfo")]
    [InlineData("CreateBricks@manage4")]
    [InlineData("ReplaceBrick")]
    [InlineData("AfterReplaceBrick")]
    [InlineData("PersistBricks@manage4")]
    [InlineData("DestroyBricks@manage2")]
    public async Task A_move_in_a_process_that_dies_is_ended_by_the_next(string where)
    {
        var volume = await moving.CreateVolume();
        var dying = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        moving.Nodes.On(where, () =>
        {
            reached.TrySetResult();
            return dying.Task;
        });
        await moving.Operations.EvictBrickAsync(moving.BrickOn("n2", volume), true, CancellationToken.None);
        await reached.Task;

        await moving.Restart();
        moving.Nodes.Heal();

        moving.Topology.Operations.Should().ContainSingle().Which.Status.Should().Be(OperationStatus.Stale);
        (await moving.CleanUp()).Should().Be(1);
        moving.ShouldAddUp();
        moving.Topology.Operations.Should().BeEmpty();
        moving.Topology.BricksOfVolume(volume).Should().HaveCount(3);
        (await moving.Run(moving.Operations.DeleteVolumeAsync(volume, CancellationToken.None))).Should().Be(new QueuedOutcome.Done(null));
        moving.Nodes.BricksThere.Should().BeEmpty();
    }

    [Theory]
    [InlineData("FindVolume", "n2")]
    [InlineData("HealInfo", "n2")]
    [InlineData("CreateBricks@manage4", "n2")]
    [InlineData("ReplaceBrick", "n2")]
    public async Task A_move_that_fails_before_the_replacement_leaves_all_as_it_was(string where, string stays)
    {
        var volume = await moving.CreateVolume();
        var brick = moving.BrickOn(stays, volume);
        var failures = 0;
        moving.Nodes.On(where, () => failures++ == 0
            ? Task.FromException(new NodeCommandException("it broke", "host", where, 1, "it broke"))
            : Task.CompletedTask);

        var outcome = await moving.Evict(brick);

        outcome.Should().Be(new QueuedOutcome.Failed("it broke"));
        moving.BrickOn(stays, volume).Should().Be(brick);
        moving.ShouldAddUp();
        moving.Topology.Operations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_replacement_that_glusterd_ends_after_its_caller_was_lost_goes_forward()
    {
        var volume = await moving.CreateVolume();
        var old = moving.BrickOn("n2", volume);
        moving.Nodes.On("ReplaceBrick", () => throw new NodeOutcomeUnknownException("the connection broke", "manage1"));
        moving.Nodes.On("SettleVolume", () =>
        {
            var name = moving.Topology.Volumes[volume].Name;
            var added = moving.Topology.Bricks.Single(b => b.VolumeId == volume && b.PendingId.Length > 0 && b.Id != old).Id;
            var found = moving.Nodes.VolumesThere[name];
            moving.Nodes.VolumesThere[name] = found with { BrickPaths = found.BrickPaths.Replace(moving.PathOf(old), moving.PathOf(added)) };
            return Task.CompletedTask;
        });

        await moving.Evict(old);

        moving.Nodes.BricksThere.Should().NotContainKey(old);
        moving.GlusterPaths(volume).Should().OnlyContain(path => path.StartsWith("storage1") || path.StartsWith("storage3") || path.StartsWith("storage4"));
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_replacement_whose_answer_was_lost_goes_forward()
    {
        var volume = await moving.CreateVolume();
        moving.Nodes.Fail("AfterReplaceBrick", "connection lost");

        await moving.Evict(moving.BrickOn("n2", volume));

        moving.Topology.BricksOfDevice("d4").Should().ContainSingle();
        moving.ShouldAddUp();
        moving.Topology.Operations.Should().BeEmpty();
    }

    [Fact]
    public async Task A_brick_on_a_dead_host_is_replaced_and_its_space_stays_booked()
    {
        var volume = await moving.CreateVolume();
        var brick = moving.BrickOn("n2", volume);
        moving.Nodes.Down[moving.PathOf(brick)] = true;
        moving.Nodes.On("DestroyBricks@manage2", () => Task.FromException(new NodeUnreachableException("no route to host", "manage2")));

        var outcome = await moving.Evict(brick);

        outcome.Should().Be(new QueuedOutcome.Done(null));
        moving.Topology.Bricks.Contains(brick).Should().BeFalse();
        moving.Topology.Devices["d2"].Storage.UsedKiB.Should().BePositive("its logical volume is still there");
        moving.Topology.BricksOfDevice("d4").Should().ContainSingle();
    }

    [Fact]
    public async Task An_old_brick_that_is_busy_for_a_moment_is_tried_again()
    {
        var volume = await moving.CreateVolume();
        var refusals = 0;
        moving.Nodes.On("DestroyBricks@manage2", () => refusals++ < 2
            ? Task.FromException(new NodeCommandException("target is busy", "manage2", "umount", 32, "target is busy"))
            : Task.CompletedTask);

        (await moving.Evict(moving.BrickOn("n2", volume))).Should().Be(new QueuedOutcome.Done(null));

        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_brick_of_a_volume_without_copies_stays()
    {
        var volume = await moving.CreateVolume(new Durability { Kind = DurabilityKind.None });

        var outcome = await moving.Evict(moving.BrickOn("n1", volume), healCheck: false);

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("not supported for volume durability type none");
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task Without_a_place_nothing_is_made_and_the_reason_is_told()
    {
        var volume = await moving.CreateVolume();
        await moving.Run(moving.Operations.SetNodeStateAsync("n4", EntryState.Offline, true, CancellationToken.None));

        var outcome = await moving.Evict(moving.BrickOn("n2", volume));

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should()
            .StartWith("No Replacement was found for resource requested to be removed: ")
            .And.Contain("1 on an offline node")
            .And.Contain("2 ruled out (on a node with another brick of the set)");
        moving.ShouldAddUp();
        moving.Nodes.Calls.Should().NotContain("ReplaceBrick@manage1");
    }

    [Theory]
    [InlineData("disabled", "n2", true)]
    [InlineData("disabled", "n3", false)]
    [InlineData("required", "n2", false)]
    [InlineData("required", "n3", true)]
    public async Task Bricks_of_arbiter_volumes_go_where_their_role_may(string tag, string node, bool moves)
    {
        var volume = await moving.CreateVolume();
        await moving.Change(editor =>
        {
            editor.Put(moving.Topology.Bricks[moving.BrickOn("n3", volume)] with { SubType = BrickSubType.Arbiter });
            editor.Put(moving.Topology.Devices["d4"] with { Tags = EntryTags.None.Add("arbiter", tag) });
        });

        var outcome = await moving.Evict(moving.BrickOn(node, volume));

        if (moves)
        {
            outcome.Should().Be(new QueuedOutcome.Done(null));
            moving.Topology.Bricks[moving.BrickOn("n4", volume)].SubType
                .Should().Be(node == "n3" ? BrickSubType.Arbiter : BrickSubType.Normal);
        }
        else
        {
            outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("arbiter:" + tag);
        }

        moving.ShouldAddUp();
    }

    [Fact]
    public async Task The_tags_that_a_volume_asks_for_count_for_a_replacement_too()
    {
        var volume = await moving.CreateVolume();
        await moving.Change(editor => editor.Put(
            moving.Topology.Volumes[volume] with { Options = ["user.heketi.device-tag-match tier=fast"] }));

        (await moving.Evict(moving.BrickOn("n2", volume))).Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("tier=fast");

        await moving.Change(editor => editor.Put(moving.Topology.Devices["d4"] with { Tags = EntryTags.None.Add("tier", "fast") }));
        (await moving.Evict(moving.BrickOn("n2", volume))).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task Two_bricks_of_a_volume_are_never_moved_at_the_same_time()
    {
        var volume = await moving.CreateVolume();
        var second = moving.BrickOn("n3", volume);
        var gate = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        moving.Nodes.On("ReplaceBrick", () =>
        {
            reached.TrySetResult();
            return gate.Task;
        });
        var first = await moving.Operations.EvictBrickAsync(moving.BrickOn("n2", volume), true, CancellationToken.None);
        await reached.Task;

        (await moving.Evict(second)).Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("busy");
        var delete = () => moving.Operations.DeleteVolumeAsync(volume, CancellationToken.None);
        await delete.Should().ThrowAsync<OperationRefusedException>();

        gate.SetResult();
        (await moving.End(first)).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }
}
