using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class BrickHealTests : IAsyncLifetime
{
    private readonly MovingFixture moving = new();

    public async ValueTask InitializeAsync() => await moving.BuildAsync(nodes: 4);

    public ValueTask DisposeAsync()
    {
        moving.Dispose();
        return default;
    }

    [Fact]
    public async Task A_brick_that_others_are_healed_from_stays_unless_the_check_is_disabled()
    {
        var volume = await moving.CreateVolume();
        var brick = moving.BrickOn("n2", volume);
        moving.Nodes.HealEntries[moving.PathOf(brick)] = 7;

        (await moving.Evict(brick)).Should().Be(
            new QueuedOutcome.Failed($"Cannot replace brick {brick} as it is source brick for data to be healed"));
        moving.ShouldAddUp();
        moving.BrickOn("n2", volume).Should().Be(brick);

        (await moving.Evict(brick, healCheck: false)).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }

    [Theory]
    [InlineData(3, 1, false)]
    [InlineData(3, 0, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 0, true)]
    public async Task A_set_must_have_enough_others_that_are_up(int replica, int down, bool moves)
    {
        var volume = await moving.CreateVolume(replica: replica);
        var brick = moving.BrickOn("n1", volume);
        foreach (var path in moving.GlusterPaths(volume).Where(p => !p.StartsWith("storage1", StringComparison.Ordinal)).Take(down))
        {
            moving.Nodes.Down[path] = true;
        }

        var outcome = await moving.Evict(brick);

        var required = replica == 3 ? 2 : 1;
        outcome.Should().Be(moves
            ? new QueuedOutcome.Done(null)
            : new QueuedOutcome.Failed($"Cannot replace brick {brick} as only {replica - 1 - down} of {required} required peer bricks are online"));
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_disperse_set_needs_as_many_others_as_hold_data()
    {
        var volume = await moving.CreateVolume(new Durability { Kind = DurabilityKind.Disperse, Data = 2, Redundancy = 1 });
        var brick = moving.BrickOn("n1", volume);
        moving.Nodes.Down[moving.PathOf(moving.BrickOn("n2", volume))] = true;

        (await moving.Evict(brick)).Should().Be(
            new QueuedOutcome.Failed($"Cannot replace brick {brick} as only 1 of 2 required peer bricks are online"));

        moving.Nodes.Down.Clear();
        (await moving.Evict(brick)).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task An_arbiter_is_no_spare()
    {
        var volume = await moving.CreateVolume();
        var old = moving.BrickOn("n2", volume);
        await moving.Change(editor => editor.Put(moving.Topology.Bricks[moving.BrickOn("n3", volume)] with { SubType = BrickSubType.Arbiter }));
        var source = moving.PathOf(moving.BrickOn("n1", volume));
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            moving.Nodes.HealEntries[source] = 1000;
            return Task.CompletedTask;
        });

        (await moving.Evict(old)).Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("not healed yet");

        moving.Nodes.BricksThere.Should().ContainKey(old);
    }

    [Fact]
    public async Task The_only_other_copy_is_kept_until_the_new_brick_is_healed()
    {
        var volume = await moving.CreateVolume(replica: 2);
        var old = moving.BrickOn("n1", volume);
        var source = moving.PathOf(moving.BrickOn("n2", volume));
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            moving.Nodes.HealEntries[source] = 1000;
            return Task.CompletedTask;
        });

        var outcome = await moving.Evict(old);

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("not healed yet").And.Contain("is kept");
        moving.Nodes.BricksThere.Should().ContainKey(old);
        moving.Topology.Operations.Should().ContainSingle();
        (await moving.CleanUp()).Should().Be(0, "it is not healed");
        moving.Nodes.HealEntries.Clear();
        (await moving.CleanUp()).Should().Be(1);
        moving.Nodes.BricksThere.Should().NotContainKey(old);
        moving.ShouldAddUp();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_source_that_cannot_be_read_is_no_source_that_has_nothing_left(int replica)
    {
        var volume = await moving.CreateVolume(replica: replica);
        var old = moving.BrickOn("n1", volume);
        var source = moving.PathOf(moving.BrickOn("n2", volume));
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            moving.Nodes.Down[source] = true;
            return Task.CompletedTask;
        });

        var outcome = await moving.Evict(old);

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("not healed yet");
        moving.Nodes.BricksThere.Should().ContainKey(old, "what the source has and the new brick has not is nowhere else");
        (await moving.CleanUp()).Should().Be(0);
        moving.Nodes.Down.Clear();
        (await moving.CleanUp()).Should().Be(1);
        moving.Nodes.BricksThere.Should().NotContainKey(old);
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task The_old_brick_stays_until_the_heal_has_ended()
    {
        var volume = await moving.CreateVolume();
        var old = moving.BrickOn("n2", volume);
        var source = moving.PathOf(moving.BrickOn("n3", volume));
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            moving.Nodes.HealEntries[source] = 2;
            return Task.CompletedTask;
        });
        var looks = 0;
        moving.Nodes.On("HealInfo", () =>
        {
            moving.Nodes.BricksThere.Should().ContainKey(old);
            return ++looks switch
            {
                3 => Task.FromException(new NodeException("glusterd is busy", "manage1")),
                4 => Task.FromResult(moving.Nodes.HealEntries.TryRemove(source, out _)),
                _ => Task.CompletedTask,
            };
        });

        (await moving.Evict(old)).Should().Be(new QueuedOutcome.Done(null));

        looks.Should().Be(4, "one before, three after");
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_heal_that_does_not_come_on_is_asked_for()
    {
        var volume = await moving.CreateVolume(replica: 2);
        var source = moving.PathOf(moving.BrickOn("n2", volume));
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            moving.Nodes.HealEntries[source] = 3;
            return Task.CompletedTask;
        });
        var asked = 0;
        moving.Nodes.On("Heal", () =>
        {
            if (++asked == 1)
            {
                throw new NodeException("Launching heal operation to perform index self heal has been unsuccessful", "manage1");
            }

            moving.Nodes.HealEntries.Clear();
            return Task.CompletedTask;
        });

        (await moving.Evict(moving.BrickOn("n1", volume))).Should().Be(new QueuedOutcome.Done(null));

        asked.Should().Be(2, "a refusal is no reason to give up");
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task With_a_spare_in_the_set_the_old_brick_is_not_kept_for_ever()
    {
        var volume = await moving.CreateVolume();
        var source = moving.PathOf(moving.BrickOn("n3", volume));
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            moving.Nodes.HealEntries[source] = 1000;
            return Task.CompletedTask;
        });

        (await moving.Evict(moving.BrickOn("n2", volume))).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }
}
