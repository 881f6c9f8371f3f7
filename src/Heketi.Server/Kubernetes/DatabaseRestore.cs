using System.Globalization;
using System.IO.Compression;
using Heketi.LiteDb.Files;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Databases;
using k8s.Autorest;

namespace Heketi.Server.Kubernetes;

/// <summary>
/// Brings the database back from its secret when there is none (a volume that was lost, a first start elsewhere), and sees that one
/// that is there is not of the past: older than what another server has put into the secret since.
/// </summary>
public sealed class DatabaseRestore(DatabaseSecret secret, ServerSettings settings, TimeProvider time, ILogger logger)
{
    private readonly string _database = settings.GlusterFs.Database;

    /// <summary>Writes the database from the secret where that is right; its content is checked by the start that follows.</summary>
    /// <exception cref="StartFailedException">
    /// The secret cannot be read (starting with an empty database would overwrite the backup with nothing), is known to lack changes,
    /// or was written from another copy of the database.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(_database))
        {
            await LookAtSecretAsync(cancellationToken);
        }
        else if (!DatabaseTakeOver.IsUnderWay(_database) && new FileInfo(DatabaseFile.LogOf(_database)) is not { Exists: true, Length: > 0 })
        {
            // The log of a database that is gone holds changes: the start that follows refuses it, and it is no log of a restored one
            await RestoreAsync(cancellationToken);
        }
    }

    private async Task LookAtSecretAsync(CancellationToken cancellationToken)
    {
        if (DatabaseCopy.Read(_database) is not { Length: > 0 } own)
        {
            return; // It was never saved from here: somebody put it there
        }

        DatabaseBackup? backup;
        try
        {
            backup = await secret.ReadAsync(cancellationToken);
        }
        catch (Exception e) when (e is HttpOperationException or HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(
                "Secret {Secret} could not be compared with the database {Database}: {Reason}", secret.Name, _database, ReasonOf(e));
            return;
        }

        if (backup?.CopyId is not { } other || other == own)
        {
            return;
        }

        if (!settings.KubeSecretLeads)
        {
            throw new StartFailedException(
                $"Unable to start application: secret {secret.Name} was written from another copy of the database than {_database}: a server "
                + "with a database of its own has served since, and this one may be of the past. Nothing was changed. To go on with the secret's "
                + $"move {_database} and {DatabaseFile.LogOf(_database)} away; to go on with this one delete {_database}.copy; "
                + "where every server has its own database, set HEKETI_KUBE_DB_SECRET_LEADS=y (kube_db_secret_leads)");
        }

        PutAside();
        await RestoreAsync(cancellationToken);
    }

    /// <summary>The log goes first: killed in between, the data file alone is the state of its last checkpoint, and is put aside by the next start.</summary>
    private void PutAside()
    {
        var suffix = ".superseded-" + time.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var log = DatabaseFile.LogOf(_database);
        if (File.Exists(log))
        {
            File.Move(log, log + suffix);
        }

        File.Move(_database, _database + suffix);
        DirectorySync.Sync(Path.GetDirectoryName(Path.GetFullPath(_database))!);
        logger.LogWarning(
            "The database {Database} is of the past: another server has served with its own since. It is kept as {Kept}", _database, _database + suffix);
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await secret.ReadAsync(cancellationToken) is not { } backup)
            {
                logger.LogInformation("No database {Database} and no backup in secret {Secret}: starting with an empty one", _database, secret.Name);
                return;
            }

            if (backup.MissedRevision is { } missed)
            {
                throw Failed(
                    $"it lacks all changes since revision {missed}, as the database outgrew the secret then. Use a rotating backup or one of "
                    + $"GET /backup/db; or, to go on without these changes, remove the annotation {DatabaseSecret.MissedAnnotation} from the secret",
                    null);
            }

            await WriteAsync(backup.Content, cancellationToken);
            logger.LogWarning(
                "The database {Database} was missing and is restored from secret {Secret}; compare with the nodes: heketi-cli server state examine gluster",
                _database, secret.Name);
        }
        catch (Exception e) when (e is HttpOperationException or HttpRequestException or IOException or InvalidDataException)
        {
            throw Failed(
                $"{ReasonOf(e)}. Mend that, or put a database in its place, or delete the secret to start with an empty one", e);
        }
    }

    private StartFailedException Failed(string reason, Exception? cause)
    {
        var text = $"Unable to start application: the database {_database} is missing and its backup in secret {secret.Name} cannot be restored: {reason}";
        return cause is null ? new(text) : new(text, cause);
    }

    private async Task WriteAsync(byte[] content, CancellationToken cancellationToken)
    {
        var draft = _database + ".restore";
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            await gzip.CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        // A copy of its own from here on; named before it is there, so that it never has the name of one that was lost
        DatabaseCopy.Renew(_database);
        File.Move(draft, _database);
        DirectorySync.Sync(Path.GetDirectoryName(Path.GetFullPath(_database))!);
    }

    private static string ReasonOf(Exception e) => (e as HttpOperationException)?.Response.Content ?? e.Message;
}
