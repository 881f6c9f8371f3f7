using Heketi.Core.Store;
using Heketi.LiteDb.Files;
using LiteDB;

namespace Heketi.LiteDb.Tests;

/// <summary>What a power loss may leave of the log: everything up to the last commit, and anything after it.</summary>
public sealed class TornLogTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly TemporaryDirectory killed = new();

    public void Dispose()
    {
        directory.Dispose();
        killed.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(8191 + 8192)]
    [InlineData(40960)]
    public async Task Pages_that_follow_the_last_commit_are_of_no_account(int length)
    {
        await KilledAfterAsync(10);
        var tail = new byte[length];
        new Random(length).NextBytes(tail);
        for (var page = 0; page + DurableLogStream.CommitMark < length; page += 8192)
        {
            tail[page + DurableLogStream.CommitMark] = 0; // without its mark a page is not committed
        }

        await AppendAsync(tail);

        await OpensWithAsync(10);
    }

    [Fact]
    public async Task A_commit_page_without_its_first_sector_takes_its_transaction_with_it_and_no_other()
    {
        await KilledAfterAsync(10);
        await using (var log = new FileStream(killed["heketi-log.db"], FileMode.Open))
        {
            log.Position = log.Length - 8192;
            await log.WriteAsync(new byte[512], TestContext.Current.CancellationToken);
        }

        await OpensWithAsync(9);
    }

    [Fact]
    public async Task Pages_of_a_torn_first_transaction_are_not_taken_for_a_part_of_the_next_one()
    {
        // The log holds a transaction number 1 without its commit. LiteDB would number the next one 1 again.
        await KilledAfterAsync(1);
        await using (var log = new FileStream(killed["heketi-log.db"], FileMode.Open))
        {
            log.Position = log.Length - 8192;
            await log.WriteAsync(new byte[8192], TestContext.Current.CancellationToken);
        }

        await using (var store = await StoreFiles.OpenAsync(killed["heketi.db"]))
        {
            store.Snapshot.Clusters.Should().BeEmpty();
            new FileInfo(killed["heketi-log.db"]).Length.Should().Be(0);
            await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("after")));
        }

        await using var again = await StoreFiles.OpenAsync(killed["heketi.db"]);
        again.Snapshot.ClusterIds.Should().Equal("after");
    }

    [Fact]
    public async Task A_completed_change_is_in_the_files_before_anything_is_closed()
    {
        await KilledAfterAsync(25);

        await OpensWithAsync(25);
    }

    [Fact]
    public void The_durable_log_is_made_for_this_version_of_LiteDB() =>
        typeof(LiteDatabase).Assembly.GetName().Version!.ToString().Should().Be(
            "5.0.20.0",
            "the page layout and the commit protocol have to be looked at again before another version is used");

    private async Task KilledAfterAsync(int changes)
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        for (var i = 0; i < changes; i++)
        {
            await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster($"c{i:00}")));
        }

        await StoreFiles.CopyLiveAsync(directory, killed);
        new FileInfo(killed["heketi-log.db"]).Length.Should().BePositive();
    }

    private async Task AppendAsync(byte[] tail)
    {
        await using var log = new FileStream(killed["heketi-log.db"], FileMode.Append);
        await log.WriteAsync(tail, TestContext.Current.CancellationToken);
    }

    private async Task OpensWithAsync(int changes)
    {
        for (var opening = 0; opening < 2; opening++)
        {
            await using var store = await StoreFiles.OpenAsync(killed["heketi.db"]);
            store.Snapshot.ClusterIds.Should().Equal(Enumerable.Range(0, changes).Select(i => $"c{i:00}"));
        }
    }
}
