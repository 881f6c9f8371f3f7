using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb.Backups;
using Heketi.LiteDb.Files;
using Heketi.LiteDb.Writing;
using Microsoft.Extensions.Logging;

namespace Heketi.LiteDb;

/// <summary>
/// The store in a LiteDB file. Reads come from memory. One thread writes: it takes all changes that wait, writes them in one
/// transaction, waits until they are on the disk, publishes the new snapshot, and only then answers.
/// </summary>
public sealed class LiteDbTopologyStore : ITopologyStore
{
    private readonly StoreWriter? writer;
    private readonly TopologySnapshot fixedSnapshot = TopologySnapshot.Empty;
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task rotation = Task.CompletedTask;
    private int closed;

    private LiteDbTopologyStore(StoreWriter writer)
    {
        this.writer = writer;
    }

    private LiteDbTopologyStore(TopologySnapshot snapshot)
    {
        fixedSnapshot = snapshot;
    }

    /// <inheritdoc/>
    public TopologySnapshot Snapshot => writer?.Snapshot ?? fixedSnapshot;

    /// <summary>Whether it was opened for reading.</summary>
    public bool IsReadOnly => writer is null;

    /// <summary>Whether it was closed, or is being closed.</summary>
    internal bool IsClosed => Volatile.Read(ref closed) != 0;

    /// <summary>Why nothing can be changed any more until a restart; null when all is well.</summary>
    public StoreFailedException? Failure => writer?.Failure;

    /// <summary>What was written since it was opened; null when it was opened for reading.</summary>
    public StoreStatistics? Statistics => writer?.Statistics;

    /// <summary>Opens the database, makes it when there is none, and verifies all of it.</summary>
    /// <exception cref="StoreLockedException">Another process has it open.</exception>
    /// <exception cref="StoreUnreadableException">It is no database of this server, of a newer version, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or its directory does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or written.</exception>
    public static async Task<LiteDbTopologyStore> OpenAsync(
        LiteDbStoreOptions options,
        ILogger<LiteDbTopologyStore> logger,
        TimeProvider time,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path);
        cancellationToken.ThrowIfCancellationRequested();
        var files = new DatabaseFiles(Path.GetFullPath(options.Path));
        if (options.ReadOnly)
        {
            var content = await Task.Run(() => DatabaseReader.Read(files), cancellationToken);
            return new(content.Topology);
        }

        PrepareBackups(options);
        var store = new LiteDbTopologyStore(await StoreWriter.StartAsync(files, options.MayWrite, logger));
        if (options.BackupDirectory is not null)
        {
            var rotating = new BackupRotation(store, options, logger, time);
            store.rotation = Task.Run(() => rotating.RunAsync(store.closing.Token), CancellationToken.None);
        }

        return store;
    }

    /// <inheritdoc/>
    public Task<T> ChangeAsync<T>(Func<TopologyEditor, T> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        try
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            var work = new ChangeWithResult<T>(change, cancellationToken);
            Writer().Enqueue(work);
            return work.Task;
        }
        catch (Exception e) when (e is ObjectDisposedException or StoreReadOnlyException)
        {
            return Task.FromException<T>(e);
        }
    }

    /// <summary>
    /// Copies the database, as it is between two changes, to a new file that opens as a database. Changes wait for the copying
    /// only; the copy is then verified, and gets its name when it is good.
    /// </summary>
    /// <exception cref="IOException">The file exists already or cannot be written.</exception>
    /// <exception cref="StoreUnreadableException">The copy is not what was written: the disk is failing.</exception>
    /// <exception cref="StoreReadOnlyException">The store was opened for reading.</exception>
    public async Task BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ObjectDisposedException.ThrowIf(IsClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var target = new DatabaseFiles(Path.GetFullPath(path));
        if (File.Exists(target.DataPath))
        {
            throw new IOException($"{target.DataPath} exists already; name a new file for the backup");
        }

        var draft = new DatabaseFiles(target.DataPath + ".part");
        try
        {
            var copy = new CopyWork(draft.DataPath);
            Writer().Enqueue(copy);
            var revision = await copy.Task;
            await Task.Run(() => Verify(draft, revision), cancellationToken);
            File.Move(draft.DataPath, target.DataPath);
            DirectorySync.Sync(target.Directory);
        }
        catch
        {
            File.Delete(draft.DataPath);
            throw;
        }
    }

    /// <summary>Carries out the changes that wait, then closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            await closing.CancelAsync();
            await rotation;
            if (writer is not null)
            {
                await writer.StopAsync();
                writer.Dispose();
            }

            closing.Dispose();
            ended.SetResult();
        }

        await ended.Task;
    }

    private static void PrepareBackups(LiteDbStoreOptions options)
    {
        if (options.BackupDirectory is null)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.BackupsToKeep, 1, nameof(options.BackupsToKeep));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BackupInterval, TimeSpan.FromSeconds(1), nameof(options.BackupInterval));
        Directory.CreateDirectory(options.BackupDirectory);
    }

    private static void Verify(DatabaseFiles copy, long revision)
    {
        var found = DatabaseReader.Read(copy, []).Topology.Revision;
        if (found != revision)
        {
            throw new StoreUnreadableException(
                StoreFileProblem.Damaged,
                $"The backup {copy.DataPath} holds revision {found} where {revision} was written; it was thrown away");
        }
    }

    private StoreWriter Writer() =>
        writer ?? throw new StoreReadOnlyException();
}
