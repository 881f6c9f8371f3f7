using Heketi.Core.Store;
using Heketi.LiteDb;
using Heketi.Migration.Conversion;
using Heketi.Migration.Original;
using Heketi.Server.Configuration;
using Heketi.Server.Databases;

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
            var takeOver = new DatabaseTakeOver(settings.Database, loggers.CreateLogger<DatabaseTakeOver>(), time);
            if (!settings.DatabaseReadOnly)
            {
                MakeDirectory(settings.Database);
                await takeOver.RunAsync(cancellationToken);
            }
            else if (OriginalDatabase.IsOriginal(settings.Database))
            {
                return new FixedTopologyStore(takeOver.Read());
            }

            var options = new LiteDbStoreOptions
            {
                Path = settings.Database,
                ReadOnly = settings.DatabaseReadOnly,
                MayWrite = mayWrite,
                BackupDirectory = settings.DatabaseReadOnly ? null : settings.Database + ".backups",
            };
            var store = await OpenAsync(options, settings.DatabaseLockWait, loggers.CreateLogger<LiteDbTopologyStore>(), time, cancellationToken);
            await UpgradeAsync(store, cancellationToken);
            return store;
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
    private static async Task<LiteDbTopologyStore> OpenAsync(
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

    private static async Task UpgradeAsync(LiteDbTopologyStore store, CancellationToken cancellationToken)
    {
        if (DatabaseUpgrade.UnknownAttributes(store.Snapshot) is { Count: > 0 } unknown)
        {
            await store.DisposeAsync();
            throw new StartFailedException(
                "Unable to start application: Unable to initialize db, unknown attributes are present (db from a newer version of heketi?): "
                + string.Join(", ", unknown));
        }

        if (!store.IsReadOnly && DatabaseUpgrade.IsNeeded(store.Snapshot))
        {
            await store.ChangeAsync(DatabaseUpgrade.Apply, cancellationToken);
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

        if (!Directory.Exists(directory))
        {
            // Otherwise the directory of the backups would be made with all above it
            throw new DirectoryNotFoundException();
        }
    }

    private static StartFailedException Failed(string reason, Exception e) =>
        new("Unable to start application: Unable to open database: " + reason, e);
}
