using Heketi.Core.Operations;
using static Heketi.Core.Tests.Operations.OperationsFixture;

namespace Heketi.Core.Tests.Operations;

public sealed class SchedulingTests
{
    [Fact]
    public async Task Past_the_queue_an_operation_is_refused_and_reserves_nothing()
    {
        using var fixture = new OperationsFixture(new() { MaxInflight = 1, MaxQueued = 1 });
        await fixture.ThreeNodeCluster();
        var release = new TaskCompletionSource();
        fixture.Nodes.On("CreateBricks", () => release.Task);
        var first = await fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None);
        var second = await fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None);

        var third = () => fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None);

        (await third.Should().ThrowAsync<OperationRefusedException>()).Which.Reason.Should().Be(RefusalReason.Busy);
        fixture.Store.Snapshot.Volumes.Should().HaveCount(2);
        fixture.Nodes.Calls.Count(c => c.StartsWith("CreateBricks", StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(3, "only one may run");
        release.SetResult();
        (await fixture.End(first)).Should().BeOfType<QueuedOutcome.Done>();
        (await fixture.End(second)).Should().BeOfType<QueuedOutcome.Done>();
        (await fixture.Run(fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None))).Should().BeOfType<QueuedOutcome.Done>();
    }

    [Fact]
    public async Task A_refused_plan_gives_its_place_back()
    {
        using var fixture = new OperationsFixture(new() { MaxInflight = 1, MaxQueued = 0 });
        await fixture.ThreeNodeCluster();
        var tooLarge = () => fixture.Operations.CreateVolumeAsync(Replica3(1000), CancellationToken.None);
        await tooLarge.Should().ThrowAsync<OperationRefusedException>();

        await fixture.CreateVolume(1);
    }

    [Fact]
    public async Task A_busy_cluster_does_not_hold_up_another_one()
    {
        using var fixture = new OperationsFixture(new() { MaxInflight = 1, MaxQueued = 8 });
        var scheduler = fixture.Scheduler;
        var order = new List<string>();
        var gate = new TaskCompletionSource();
        var all = new List<Task>();
        Submit("a", "a1", gate.Task);
        Submit("a", "a2", Task.CompletedTask);
        Submit("a", "a3", Task.CompletedTask);
        Submit("b", "b1", Task.CompletedTask);

        gate.SetResult();
        await Task.WhenAll(all);

        order.Should().Equal("a1", "a2", "b1", "a3");

        void Submit(string lane, string name, Task until)
        {
            var done = new TaskCompletionSource();
            all.Add(done.Task);
            scheduler.Schedule(scheduler.Admit(), lane, async _ =>
            {
                await until;
                lock (order)
                {
                    order.Add(name);
                }

                done.SetResult();
            });
        }
    }

    [Fact]
    public async Task After_a_stop_nothing_new_starts_and_what_waits_stays_journaled()
    {
        using var fixture = new OperationsFixture(new() { MaxInflight = 1, MaxQueued = 8 });
        await fixture.ThreeNodeCluster();
        var release = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        fixture.Nodes.On("CreateVolume", () =>
        {
            reached.TrySetResult();
            return release.Task;
        });
        var running = await fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None);
        await fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None);
        await reached.Task;

        var stop = fixture.Scheduler.StopAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        var late = () => fixture.Operations.CreateVolumeAsync(Replica3(1), CancellationToken.None);
        await late.Should().ThrowAsync<OperationRefusedException>();
        release.SetResult();
        await stop;

        (await fixture.End(running)).Should().BeOfType<QueuedOutcome.Done>();
        fixture.Store.Snapshot.Operations.Should().ContainSingle();
    }
}
