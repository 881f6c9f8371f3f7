using Heketi.Core.Store;
using Heketi.LiteDb;
using Heketi.Server.Configuration;

namespace Heketi.Server.Composition;

/// <summary>Opens the database.</summary>
internal static class StoreFactory
{
    /// <exception cref="StartFailedException">It cannot be opened.</exception>
    public static async Task<ITopologyStore> OpenAsync(
        GlusterFsSettings settings, Func<bool>? mayWrite, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            if (!settings.DatabaseReadOnly)
            {
                MakeDirectory(settings.Database);
            }

            var options = new LiteDbStoreOptions
            {
                Path = settings.Database,
                ReadOnly = settings.DatabaseReadOnly,
                MayWrite = mayWrite,
                BackupDirectory = settings.DatabaseReadOnly ? null : settings.Database + ".backups",
            };
            return await OpenAsync(options, settings.DatabaseLockWait, loggers.CreateLogger<LiteDbTopologyStore>(), time, cancellationToken);
        }
        catch (DirectoryNotFoundException e)
        {
            throw Failed($"open {settings.Database}: no such file or directory", e);
        }
        catch (Exception e) when (e is StoreLockedException or StoreUnreadableException or IOException or UnauthorizedAccessException)
        {
            throw Failed(e.Message, e);
        }
    }

    /// <summary>Another process may be on its way out: its lock is waited for as long as the settings allow.</summary>
    private static async Task<ITopologyStore> OpenAsync(
        LiteDbStoreOptions options, TimeSpan lockWait, ILogger<LiteDbTopologyStore> logger, TimeProvider time, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await LiteDbTopologyStore.OpenAsync(options, logger, time, cancellationToken);
            }
            catch (StoreLockedException e) when (time.GetElapsedTime(begin) < lockWait)
            {
                logger.LogWarning("{Reason} Trying again for up to {Seconds} s", e.Message, (int)lockWait.TotalSeconds);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    /// <summary>Makes the last directory of the path only: a path that is wrong further up is a mistake in the configuration.</summary>
    private static void MakeDirectory(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        if (directory is not null && !Directory.Exists(directory) && Directory.Exists(Path.GetDirectoryName(directory)))
        {
            Directory.CreateDirectory(directory);
        }
    }

    private static StartFailedException Failed(string reason, Exception e) =>
        new("Unable to start application: Unable to open database: " + reason, e);
}
