using System.IO.Compression;
using Heketi.Server.Composition;
using k8s.Autorest;

namespace Heketi.Server.Kubernetes;

/// <summary>Brings the database back from its secret when there is none: a volume that was lost, a first start elsewhere.</summary>
public static class DatabaseRestore
{
    /// <summary>Writes the database from the secret unless there is one; its content is checked by the start that follows.</summary>
    /// <exception cref="StartFailedException">
    /// The secret cannot be read: starting with an empty database would overwrite the backup with nothing.
    /// </exception>
    public static async Task RunAsync(DatabaseSecret secret, string database, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (File.Exists(database))
        {
            return;
        }

        try
        {
            if (await secret.ReadAsync(cancellationToken) is not { } content)
            {
                logger.LogInformation("No database {Database} and no backup in secret {Secret}: starting with an empty one", database, secret.Name);
                return;
            }

            await WriteAsync(content, database, cancellationToken);
            logger.LogWarning(
                "The database {Database} was missing and is restored from secret {Secret}; compare with the nodes: heketi-cli server state examine gluster",
                database, secret.Name);
        }
        catch (Exception e) when (e is HttpOperationException or HttpRequestException or IOException or InvalidDataException)
        {
            var reason = (e as HttpOperationException)?.Response.Content ?? e.Message;
            throw new StartFailedException(
                $"Unable to start application: the database {database} is missing and its backup in secret {secret.Name} cannot be restored: {reason}. "
                + "Mend that, or put a database in its place, or delete the secret to start with an empty one",
                e);
        }
    }

    private static async Task WriteAsync(byte[] content, string database, CancellationToken cancellationToken)
    {
        var draft = database + ".restore";
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

        File.Move(draft, database);
    }
}
