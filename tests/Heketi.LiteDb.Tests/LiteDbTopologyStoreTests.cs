using Heketi.Core.Store;
using Heketi.Testing.Store;

namespace Heketi.LiteDb.Tests;

public sealed class LiteDbTopologyStoreTests : TopologyStoreContract
{
    private readonly TemporaryDirectory directory = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Dispose();
    }

    [Fact]
    public async Task A_change_that_waits_can_be_cancelled()
    {
        using var started = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        using var cancelled = new CancellationTokenSource();
        var slow = Store.ChangeAsync(editor =>
        {
            started.Release();
            release.Wait(TestContext.Current.CancellationToken);
            editor.Put(Cluster("c1"));
        });
        await started.WaitAsync(TestContext.Current.CancellationToken);
        var waiting = Store.ChangeAsync(editor => editor.Put(Cluster("c2")), cancelled.Token);

        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        release.Set();
        await slow;

        await ReopenedAsync();
        Store.Snapshot.ClusterIds.Should().Equal("c1");
    }

    [Fact]
    public async Task A_change_that_was_taken_up_is_carried_out_although_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();

        await Store.ChangeAsync(
            editor =>
            {
                cancelled.Cancel();
                editor.Put(Cluster("c1"));
            },
            cancelled.Token);

        Store.Snapshot.ClusterIds.Should().Equal("c1");
    }

    [Fact]
    public async Task A_caller_that_blocks_after_its_change_does_not_stop_the_writer()
    {
        using var release = new ManualResetEventSlim();
        using var reached = new SemaphoreSlim(0);
        var blocking = Store.ChangeAsync(editor => editor.Put(Cluster("c1"))).ContinueWith(
            _ =>
            {
                reached.Release();
                release.Wait(TestContext.Current.CancellationToken);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await reached.WaitAsync(TestContext.Current.CancellationToken);

        await Store.ChangeAsync(editor => editor.Put(Cluster("c2")));

        release.Set();
        await blocking;
    }

    [Fact]
    public async Task A_change_without_changes_writes_nothing()
    {
        await Store.ChangeAsync(editor => editor.Put(Cluster("c1")));
        var before = new FileInfo(directory["heketi-log.db"]).Length;

        await Store.ChangeAsync(editor => editor.Current.Clusters.Count);

        new FileInfo(directory["heketi-log.db"]).Length.Should().Be(before);
    }

    [Fact]
    public async Task An_entity_that_cannot_be_stored_is_refused_and_the_store_goes_on()
    {
        var change = () => Store.ChangeAsync(editor => editor.Put(Cluster(new string('x', 2000))));

        (await change.Should().ThrowAsync<ArgumentException>()).WithMessage("*cluster xxx*too large*");
        await Store.ChangeAsync(editor => editor.Put(Cluster("c1")));
        Store.Snapshot.ClusterIds.Should().Equal("c1");
    }

    [Fact]
    public async Task Ids_that_differ_in_case_only_are_two()
    {
        await Store.ChangeAsync(editor => editor.Put(Cluster("a")));
        await Store.ChangeAsync(editor => editor.Put(Cluster("A")));

        await ReopenedAsync();

        Store.Snapshot.ClusterIds.Should().Equal("A", "a");
    }

    protected override async Task<ITopologyStore> OpenAsync() => await StoreFiles.OpenAsync(directory["heketi.db"]);

    protected override async Task<ITopologyStore> ReopenAsync(ITopologyStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        await store.DisposeAsync();
        return await OpenAsync();
    }
}
