using Heketi.Core.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.LiteDb.Tests;

/// <summary>Two holders of one database, of whom only one has the right to it.</summary>
public sealed class TakeoverTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task The_second_holder_finds_all_that_the_first_one_acknowledged()
    {
        await using var first = await OpenAsync(() => true);
        await PutAsync(first, "c1");

        await using var second = await OpenAsync(() => true);

        second.Snapshot.ClusterIds.Should().Equal("c1");
        await PutAsync(second, "c2");
        second.Snapshot.ClusterIds.Should().Equal("c1", "c2");
    }

    [Fact]
    public async Task What_the_first_holder_still_writes_lands_nowhere()
    {
        var first = await OpenAsync(() => true);
        await PutAsync(first, "c1");
        var second = await OpenAsync(() => true);

        // As if it had been paused between asking for its right and writing
        await PutAsync(first, "lost");
        await first.DisposeAsync();
        await PutAsync(second, "c2");
        await second.DisposeAsync();

        await using var third = await OpenAsync(null);
        third.Snapshot.ClusterIds.Should().Equal("c1", "c2");
    }

    [Fact]
    public async Task A_holder_without_the_right_changes_nothing_any_more()
    {
        var mayWrite = true;
        var store = await OpenAsync(() => mayWrite);
        await PutAsync(store, "c1");
        mayWrite = false;

        var change = () => PutAsync(store, "c2");

        (await change.Should().ThrowAsync<StoreFailedException>()).WithMessage("*lost its lease*");
        store.Snapshot.ClusterIds.Should().Equal("c1");
        mayWrite = true;
        await change.Should().ThrowAsync<StoreFailedException>("a right once lost does not come back");
        await store.DisposeAsync();
        await using var next = await OpenAsync(null);
        next.Snapshot.ClusterIds.Should().Equal("c1");
    }

    [Fact]
    public async Task Who_has_no_right_does_not_take_the_database_away()
    {
        await using (var first = await OpenAsync(() => true))
        {
            await PutAsync(first, "c1");

            await FluentActions.Awaiting(() => OpenAsync(() => false)).Should().ThrowAsync<StoreLockedException>().WithMessage("*lease*");

            await PutAsync(first, "c2");
        }

        await using var next = await OpenAsync(null);
        next.Snapshot.ClusterIds.Should().Equal("c1", "c2");
    }

    [Fact]
    public async Task A_change_during_which_the_right_was_lost_is_not_acknowledged()
    {
        var asked = 0;
        // Asked at the opening, before the write and after it
        await using var store = await OpenAsync(() => ++asked != 3);

        var change = () => PutAsync(store, "c1");

        await change.Should().ThrowAsync<StoreFailedException>();
        store.Snapshot.ClusterIds.Should().BeEmpty();
    }

    private Task<LiteDbTopologyStore> OpenAsync(Func<bool>? mayWrite) => LiteDbTopologyStore.OpenAsync(
        new() { Path = directory["heketi.db"], MayWrite = mayWrite },
        NullLogger<LiteDbTopologyStore>.Instance,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    private static Task<bool> PutAsync(LiteDbTopologyStore store, string id) => store.ChangeAsync(editor =>
    {
        editor.Put(StoreFiles.Cluster(id));
        return true;
    });
}
