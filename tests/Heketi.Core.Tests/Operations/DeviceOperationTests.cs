using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Topology;

namespace Heketi.Core.Tests.Operations;

public sealed class DeviceOperationTests : IDisposable
{
    private readonly OperationsFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_disk_that_is_being_added_is_not_added_a_second_time()
    {
        var (first, goOn) = await AddingAsync();

        var second = await FluentActions.Awaiting(() => AddAsync("/dev/sdc")).Should().ThrowAsync<OperationRefusedException>();

        second.Which.Message.Should().Contain("/dev/sdc is being added");
        goOn.SetResult();
        (await fixture.End(first)).Should().BeOfType<QueuedOutcome.Done>();
    }

    [Fact]
    public async Task A_disk_that_is_being_added_is_not_wiped_under_another_name()
    {
        var (first, goOn) = await AddingAsync();
        var id = fixture.Store.Snapshot.Operations.Single().Actions[0].EntityId;
        fixture.Nodes.OnDisk["/dev/disk/by-id/sdc"] = new DeviceIdentity("uuid", "vg_" + id);

        var second = await fixture.End(await AddAsync("/dev/disk/by-id/sdc"));

        second.Should().BeOfType<QueuedOutcome.Failed>().Which.Message.Should().Contain(id);
        goOn.SetResult();
        (await fixture.End(first)).Should().BeOfType<QueuedOutcome.Done>();
        fixture.Store.Snapshot.Devices.Should().ContainSingle(device => device.Id == id);
    }

    /// <summary>/dev/sdc is being set up, until the second result is set.</summary>
    private async Task<(string QueueId, TaskCompletionSource GoOn)> AddingAsync()
    {
        await fixture.ThreeNodeCluster();
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        fixture.Nodes.On("SetUp", () =>
        {
            reached.TrySetResult();
            return goOn.Task;
        });
        var first = await AddAsync("/dev/sdc");
        await reached.Task;
        return (first, goOn);
    }

    private Task<string> AddAsync(string name) =>
        fixture.Operations.AddDeviceAsync(new("n1", name, EntryTags.None, DestroyData: true), CancellationToken.None);
}
