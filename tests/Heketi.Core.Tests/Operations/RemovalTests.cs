using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class RemovalTests : IAsyncLifetime
{
    private readonly MovingFixture moving = new();

    public async ValueTask InitializeAsync() => await moving.BuildAsync(nodes: 4, devices: 2);

    public ValueTask DisposeAsync()
    {
        moving.Dispose();
        return default;
    }

    [Fact]
    public async Task A_removed_device_has_no_bricks_and_is_failed()
    {
        await ThreeVolumes();
        await moving.SetDevice("d2", EntryState.Offline);

        (await moving.SetDevice("d2", EntryState.Failed)).Should().Be(new QueuedOutcome.Done(null));

        moving.Topology.Devices["d2"].State.Should().Be(EntryState.Failed);
        moving.Topology.BricksOfDevice("d2").Should().BeEmpty();
        moving.Topology.Operations.Should().BeEmpty();
        moving.ShouldAddUp();
        (await moving.Run(moving.Operations.DeleteDeviceAsync("d2", false, CancellationToken.None))).Should().Be(new QueuedOutcome.Done(null));
    }

    [Fact]
    public async Task An_online_device_is_not_removed()
    {
        (await moving.SetDevice("d2", EntryState.Failed)).Should().Be(
            new QueuedOutcome.Failed("Device must be offline before remove operation is performed, device:d2"));
        moving.Topology.Devices["d2"].State.Should().Be(EntryState.Online);
    }

    [Fact]
    public async Task A_brick_that_cannot_be_moved_stops_the_removal_and_a_repeated_one_goes_on()
    {
        await ThreeVolumes();
        await moving.SetDevice("d2", EntryState.Offline);
        var stuck = moving.Topology.BricksOfDevice("d2")[1];
        var path = moving.PathOf(stuck);
        moving.Nodes.HealEntries[path] = 3;

        var outcome = await moving.SetDevice("d2", EntryState.Failed);

        outcome.Should().Be(new QueuedOutcome.Failed($"Cannot replace brick {stuck} as it is source brick for data to be healed"));
        moving.Topology.BricksOfDevice("d2").Should().HaveCount(2).And.Contain(stuck);
        moving.Topology.Devices["d2"].State.Should().Be(EntryState.Offline);
        moving.Topology.Operations.Should().BeEmpty();
        moving.ShouldAddUp();

        moving.Nodes.HealEntries.Clear();
        (await moving.SetDevice("d2", EntryState.Failed)).Should().Be(new QueuedOutcome.Done(null));
        moving.Topology.BricksOfDevice("d2").Should().BeEmpty();
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task After_a_restart_in_the_middle_the_removal_goes_on_with_what_is_left()
    {
        await ThreeVolumes();
        await moving.SetDevice("d2", EntryState.Offline);
        var calls = 0;
        var dying = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        moving.Nodes.On("AfterReplaceBrick", () =>
        {
            if (++calls < 2)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return dying.Task;
        });
        await moving.Operations.SetDeviceStateAsync("d2", EntryState.Failed, true, CancellationToken.None);
        await reached.Task;
        moving.Topology.Operations.Select(o => o.Kind).Should().BeEquivalentTo([OperationKind.RemoveDevice, OperationKind.EvictBrick]);

        await moving.Restart();
        moving.Nodes.Heal();
        await moving.CleanUp();

        moving.Topology.Operations.Should().BeEmpty();
        moving.Topology.BricksOfDevice("d2").Should().ContainSingle("two were moved");
        moving.Topology.Devices["d2"].State.Should().Be(EntryState.Offline);
        moving.ShouldAddUp();
        (await moving.SetDevice("d2", EntryState.Failed)).Should().Be(new QueuedOutcome.Done(null));
        moving.Topology.BricksOfDevice("d2").Should().BeEmpty();
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task While_a_device_is_removed_its_state_stays_and_it_is_not_resynced()
    {
        await ThreeVolumes();
        await moving.SetDevice("d2", EntryState.Offline);
        var gate = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        moving.Nodes.On("ReplaceBrick", () =>
        {
            reached.TrySetResult();
            return gate.Task;
        });
        var removal = await moving.Operations.SetDeviceStateAsync("d2", EntryState.Failed, true, CancellationToken.None);
        await reached.Task;

        (await moving.SetDevice("d2", EntryState.Online)).Should().BeOfType<QueuedOutcome.Failed>();
        (await moving.SetDevice("d2", EntryState.Failed)).Should().BeOfType<QueuedOutcome.Failed>();
        (await moving.Run(moving.Operations.ResyncDeviceAsync("d2", CancellationToken.None))).Should().BeOfType<QueuedOutcome.Failed>();

        gate.SetResult();
        (await moving.End(removal)).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_removed_node_and_its_devices_are_failed_and_empty()
    {
        await ThreeVolumes();
        await moving.SetNode("n2", EntryState.Offline);

        (await moving.SetNode("n2", EntryState.Failed)).Should().Be(new QueuedOutcome.Done(null));

        moving.Topology.Nodes["n2"].State.Should().Be(EntryState.Failed);
        moving.Topology.DevicesOfNode("n2").Should().OnlyContain(
            d => moving.Topology.Devices[d].State == EntryState.Failed && moving.Topology.BricksOfDevice(d).IsEmpty);
        moving.Topology.Operations.Should().BeEmpty();
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_node_whose_bricks_have_no_place_stays_offline_with_the_reason()
    {
        await ThreeVolumes();
        await moving.SetNode("n4", EntryState.Offline);
        await moving.SetNode("n2", EntryState.Offline);

        var outcome = await moving.SetNode("n2", EntryState.Failed);

        outcome.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should()
            .StartWith("Unable to remove node [n2] as no device was found to replace device [d2]: ").And.Contain("on an offline node");
        moving.Topology.Nodes["n2"].State.Should().Be(EntryState.Offline);
        moving.Topology.Operations.Should().BeEmpty();
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_node_that_died_while_it_was_removed_is_removed_by_repeating()
    {
        await ThreeVolumes();
        await moving.SetNode("n2", EntryState.Offline);
        var dying = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        moving.Nodes.On("CreateBricks@manage4", () =>
        {
            reached.TrySetResult();
            return dying.Task;
        });
        await moving.Operations.SetNodeStateAsync("n2", EntryState.Failed, true, CancellationToken.None);
        await reached.Task;
        moving.Topology.Operations.Should().HaveCount(3);

        await moving.Restart();
        moving.Nodes.Heal();
        await moving.CleanUp();
        moving.Topology.Operations.Should().BeEmpty();
        moving.ShouldAddUp();

        (await moving.SetNode("n2", EntryState.Failed)).Should().Be(new QueuedOutcome.Done(null));
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task A_device_with_a_brick_that_has_no_copy_is_refused_before_anything_is_moved()
    {
        await ThreeVolumes();
        await moving.CreateVolume(new Durability { Kind = DurabilityKind.None });
        await moving.SetDevice("d1", EntryState.Offline);
        await moving.SetNode("n1", EntryState.Offline);

        (await moving.SetDevice("d1", EntryState.Failed)).Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("one copy");
        (await moving.SetNode("n1", EntryState.Failed)).Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain("one copy");

        moving.Topology.BricksOfDevice("d1").Should().HaveCount(4);
        moving.ShouldAddUp();
    }

    [Fact]
    public async Task Force_forget_deletes_a_failed_device_whose_host_is_dead()
    {
        await moving.SetDevice("d2", EntryState.Offline);
        await moving.SetDevice("d2", EntryState.Failed);
        moving.Nodes.On("TearDown@manage2", () => Task.FromException(new NodeUnreachableException("no route to host", "manage2")));

        (await moving.Run(moving.Operations.DeleteDeviceAsync("d2", false, CancellationToken.None))).Should().BeOfType<QueuedOutcome.Failed>();
        moving.Topology.Devices.Contains("d2").Should().BeTrue();

        (await moving.Run(moving.Operations.DeleteDeviceAsync("d2", true, CancellationToken.None))).Should().Be(new QueuedOutcome.Done(null));
        moving.Topology.Devices.Contains("d2").Should().BeFalse();
    }

    private async Task ThreeVolumes()
    {
        for (var v = 0; v < 3; v++)
        {
            await moving.CreateVolume();
        }
    }
}
