using Heketi.Core.Store;
using Heketi.LiteDb.Backups;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.LiteDb.Tests;

public sealed class BackupTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_backup_made_among_changes_opens_as_a_database_with_all_acknowledged_before_it()
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        for (var i = 0; i < 20; i++)
        {
            await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster($"before{i}")));
        }

        var changes = Enumerable.Range(0, 50).Select(i => store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster($"c{i}")))).ToList();
        await store.BackupAsync(directory["copy.db"], TestContext.Current.CancellationToken);
        await Task.WhenAll(changes);

        await using var copy = await StoreFiles.OpenAsync(directory["copy.db"]);
        Enumerable.Range(0, 20).Should().OnlyContain(i => copy.Snapshot.Clusters.Contains($"before{i}"));
        await copy.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("only in the copy")));
        store.Snapshot.Clusters.Count.Should().Be(70);
    }

    [Fact]
    public async Task A_backup_never_replaces_a_file()
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);

        var backup = () => store.BackupAsync(directory["heketi.db"], TestContext.Current.CancellationToken);

        (await backup.Should().ThrowAsync<IOException>()).WithMessage("*heketi.db exists already*");
    }

    [Fact]
    public async Task A_backup_that_cannot_be_written_leaves_the_store_at_work()
    {
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);

        var backup = () => store.BackupAsync(directory["none/copy.db"], TestContext.Current.CancellationToken);

        await backup.Should().ThrowAsync<IOException>();
        await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster("c1")));
        store.Failure.Should().BeNull();
    }

    [Fact]
    public async Task A_backup_that_comes_due_while_the_store_is_closed_is_no_error()
    {
        var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        await store.DisposeAsync();
        var log = new FirstInformation();
        var rotation = new BackupRotation(
            store, new() { Path = directory["heketi.db"], BackupDirectory = directory["backups"] }, log, TimeProvider.System);
        Directory.CreateDirectory(directory["backups"]);

        await rotation.RunAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        log.Message.IsCompleted.Should().BeFalse();
        Directory.EnumerateFiles(directory["backups"]).Should().BeEmpty();
    }

    [Fact]
    public async Task The_rotation_keeps_the_newest_and_touches_nothing_else()
    {
        var time = new FixedTime(new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var store = await StoreFiles.OpenAsync(directory["heketi.db"]);
        await File.WriteAllTextAsync(directory["heketi-mine.db"], "mine", TestContext.Current.CancellationToken);
        var rotation = new BackupRotation(
            store,
            new() { Path = directory["heketi.db"], BackupDirectory = directory.Path, BackupsToKeep = 2 },
            NullLogger.Instance,
            time);

        for (var day = 0; day < 4; day++)
        {
            await store.ChangeAsync(editor => editor.Put(StoreFiles.Cluster($"c{day}")));
            await rotation.SaveAsync(TestContext.Current.CancellationToken);
            time.Now += TimeSpan.FromDays(1);
            await rotation.SaveAsync(TestContext.Current.CancellationToken); // nothing changed: no backup
        }

        Directory.GetFiles(directory.Path).Select(Path.GetFileName).Order().Should().Equal(
            "heketi-20300104T030405Z.db", "heketi-20300105T030405Z.db", "heketi-log.db", "heketi-mine.db", "heketi.db");
        await using var newest = await StoreFiles.OpenAsync(directory["heketi-20300105T030405Z.db"], readOnly: true);
        newest.Snapshot.ClusterIds.Should().Equal("c0", "c1", "c2", "c3");
    }

    [Fact]
    public async Task A_server_that_never_made_a_backup_makes_one_at_once()
    {
        var logger = new FirstInformation();
        await using var store = await LiteDbTopologyStore.OpenAsync(
            new() { Path = directory["heketi.db"], BackupDirectory = directory["backups"] },
            logger,
            new FixedTime(new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            TestContext.Current.CancellationToken);

        var message = await logger.Message.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        message.Should().Contain(directory["backups/heketi-20300102T030405Z.db"]);
        File.Exists(directory["backups/heketi-20300102T030405Z.db"]).Should().BeTrue();
    }

    private sealed class FirstInformation : ILogger<LiteDbTopologyStore>
    {
        private readonly TaskCompletionSource<string> message = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Message => message.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => message.TrySetResult(formatter(state, exception));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
