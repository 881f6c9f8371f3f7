using System.Globalization;
using System.IO.Compression;
using Heketi.LiteDb;
using Heketi.Server.Composition;
using k8s.Autorest;

namespace Heketi.Server.Kubernetes;

/// <summary>
/// Puts the database into its secret after changes: at most once in an interval, each time the newest state, so that a burst of
/// changes costs one write. What fails is tried again at the next interval.
/// </summary>
public sealed class DatabaseSecretBackup(
    StorageParts parts, DatabaseSecret secret, string database, TimeProvider time, ILogger<DatabaseSecretBackup> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>For what changed while the server stopped: nobody else saves it, so it does not share the time of the requests that end.</summary>
    private static readonly TimeSpan LastSaveLimit = TimeSpan.FromSeconds(15);
    private long _saved = -1;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryAsync(isLast: false, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
#pragma warning disable CA1031 // whatever a save that is cut short throws
        catch (Exception) when (stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // StopAsync saves what is left
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(LastSaveLimit, time);
        for (var attempt = 1; attempt <= 2 && !limit.IsCancellationRequested; attempt++)
        {
            await TryAsync(isLast: true, limit.Token);
        }
    }

    private async Task TryAsync(bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await SaveIfChangedAsync(cancellationToken);
        }
#pragma warning disable CA1031 // whatever it is (the client's own time limit looks like a cancellation), the next interval tries again
        catch (Exception e) when (isLast || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var reason = (e as HttpOperationException)?.Response.Content ?? e.Message;
            logger.LogError("Backup of the database to secret {Secret} failed, it is tried again: {Reason}", secret.Name, reason);
        }
    }

    private async Task SaveIfChangedAsync(CancellationToken cancellationToken)
    {
        var revision = parts.Store.Snapshot.Revision;
        if (revision == _saved || parts.Store is not LiteDbTopologyStore store)
        {
            return;
        }

        var content = await CompressAsync(store, cancellationToken);
        if (content.Length > DatabaseSecret.MaxBytes)
        {
            logger.LogError(
                "The database is {Size} bytes when compressed, a Kubernetes secret takes {Limit}: no backup to secret {Secret}. "
                + "Back it up by GET /backup/db or from the directory of rotating backups, and switch backup_db_to_kube_secret off",
                content.Length, DatabaseSecret.MaxBytes, secret.Name);
            await secret.MarkMissedAsync(revision.ToString(CultureInfo.InvariantCulture), parts.MayWrite, cancellationToken);
        }
        else if (await secret.WriteAsync(content, DatabaseCopy.Ensure(database), parts.MayWrite, cancellationToken))
        {
            logger.LogDebug("Backup of revision {Revision} to secret {Secret}: {Size} bytes", revision, secret.Name, content.Length);
        }
        else
        {
            return; // The lease is lost: the secret is another server's
        }

        _saved = revision;
    }

    private static async Task<byte[]> CompressAsync(LiteDbTopologyStore store, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("heketi-backup-");
        try
        {
            var copy = Path.Combine(directory.FullName, "heketi.db");
            await store.BackupAsync(copy, cancellationToken);
            using var compressed = new MemoryStream();
            await using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            await using (var file = File.OpenRead(copy))
            {
                await file.CopyToAsync(gzip, cancellationToken);
            }

            return compressed.ToArray();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
