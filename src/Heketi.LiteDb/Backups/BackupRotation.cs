using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Heketi.LiteDb.Backups;

/// <summary>Makes a backup whenever one is due and something changed since the last.</summary>
internal sealed class BackupRotation(LiteDbTopologyStore store, LiteDbStoreOptions options, ILogger logger, TimeProvider time)
{
    private readonly BackupFiles files = new(options.BackupDirectory!, options.Path);
    private long? saved;

    /// <summary>Runs until cancelled, or until the store is closed.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A failed backup is reported and tried again; the server goes on")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Counted from the newest file, so that a server which restarts often makes backups too.
            var wait = UntilDue();
            while (true)
            {
                await Task.Delay(wait, time, cancellationToken);
                try
                {
                    await SaveAsync(cancellationToken);
                }
                catch (Exception e) when (!IsEnd(e))
                {
                    logger.LogError(e, "No backup could be made in {Directory}", options.BackupDirectory);
                }

                wait = options.BackupInterval;
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
        }
    }

    /// <summary>A backup may come due while the store is being closed: that is no backup that failed.</summary>
    private bool IsEnd(Exception e) => e is OperationCanceledException || (e is ObjectDisposedException && store.IsClosed);

    private TimeSpan UntilDue()
    {
        var left = files.List() is [var newest, ..] ? newest.Time + options.BackupInterval - time.GetUtcNow() : TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, options.BackupInterval.Ticks));
    }

    /// <summary>Makes a backup if something changed since the last, and removes those that are too many.</summary>
    internal async Task SaveAsync(CancellationToken cancellationToken)
    {
        var revision = store.Snapshot.Revision;
        if (revision == saved)
        {
            return;
        }

        var path = files.PathAt(time.GetUtcNow());
        if (!File.Exists(path))
        {
            await store.BackupAsync(path, cancellationToken);
            logger.LogInformation("Backup made: {Path}", path);
        }

        saved = revision;
        files.Prune(options.BackupsToKeep);
    }
}
