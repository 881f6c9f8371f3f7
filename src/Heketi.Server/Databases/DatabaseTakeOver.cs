using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb.Files;
using Heketi.Migration;
using Heketi.Migration.Conversion;
using Heketi.Migration.Original;

namespace Heketi.Server.Databases;

/// <summary>
/// Puts a database of this server in the place of one of the original, and keeps that beside it. Can be killed at any point:
/// <code>
/// heketi.db original                                          nothing was done; a heketi.db.importing of a former try is thrown away
/// heketi.db original, heketi.db.importing complete            the same
/// heketi.db missing, heketi.db.importing, heketi.db.v10       the second renaming is made up for
/// heketi.db ours, heketi.db.v10                               done
/// </code>
/// </summary>
internal sealed class DatabaseTakeOver(string path, ILogger logger, TimeProvider time)
{
    private const string Kept = ".v10";
    private const string Draft = ".importing";
    private readonly string draft = path + Draft;

    /// <summary>The database is missing because a take-over was interrupted between its two last steps: nothing is lost.</summary>
    public static bool IsUnderWay(string path) => File.Exists(path + Draft);

    /// <summary>Does nothing where there is nothing to take over.</summary>
    /// <exception cref="StoreUnreadableException">The original's database is damaged, or files contradict each other.</exception>
    /// <exception cref="StoreLockedException">The original has it open.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            Resume();
            return;
        }

        using var held = DatabaseFile.Hold(path);
        if (!OriginalDatabase.IsOriginal(path))
        {
            return;
        }

        var log = new FileInfo(DatabaseFile.LogOf(path));
        if (log is { Exists: true, Length: > 0 })
        {
            throw new StoreUnreadableException(
                StoreFileProblem.OriginalHeketi,
                $"{path} is a database of the original Heketi, but {log.FullName} is the log of another one. Move that log away first.");
        }

        var topology = Read();
        DatabaseFile.Delete(draft);
        await DatabaseFile.CreateAsync(draft, topology, time, cancellationToken);
        var kept = FreeName();
        File.Move(path, kept);
        SyncDirectory();
        File.Move(draft, path);
        SyncDirectory();
        logger.LogWarning(
            "{Path} was a database of the original Heketi. {Volumes} volumes, {Bricks} bricks and {Operations} pending operations were taken over; "
            + "the original is kept as {Kept}", path, topology.Volumes.Count, topology.Bricks.Count, topology.Operations.Count, kept);
    }

    /// <summary>The content of the original's database.</summary>
    /// <exception cref="StoreUnreadableException">It is damaged.</exception>
    public TopologySnapshot Read()
    {
        try
        {
            return TopologyImport.From(OriginalDatabase.Read(path).Document);
        }
        catch (Exception e) when (e is DamagedDatabaseException or MigrationException)
        {
            throw new StoreUnreadableException(
                StoreFileProblem.Damaged,
                $"{path} is a database of the original Heketi, but cannot be read: {e.Message}. It was left as it is. "
                + $"\"heketi db import --jsonfile={path} --dbfile=NEW --salvage\" makes a new database of what is whole.",
                e);
        }
    }

    private void Resume()
    {
        if (File.Exists(draft))
        {
            // The draft got its name when it was complete, and the original its new one after that
            File.Move(draft, path);
            SyncDirectory();
            logger.LogWarning("{Path}: a take-over that was interrupted between its two last steps was completed", path);
        }
        else if (File.Exists(path + Kept))
        {
            throw new StoreUnreadableException(
                StoreFileProblem.Missing,
                $"{path} is missing, but {path + Kept}, the original's database, is there. Put a backup in place, or rename {path + Kept} "
                + $"to {path} to take it over again; move it elsewhere to start with an empty database.");
        }
    }

    private string FreeName() => Enumerable.Range(1, int.MaxValue)
        .Select(i => i == 1 ? path + Kept : $"{path}{Kept}.{i}")
        .First(name => !File.Exists(name));

    private void SyncDirectory() => DirectorySync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
}
