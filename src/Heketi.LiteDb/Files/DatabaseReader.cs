using Heketi.Core.Store;
using Heketi.LiteDb.Documents;
using LiteDB;
using LiteDB.Engine;
using Microsoft.Win32.SafeHandles;

namespace Heketi.LiteDb.Files;

/// <summary>Reads and verifies a database in memory, so that LiteDB cannot touch the files.</summary>
internal static class DatabaseReader
{
    /// <summary>Reads files that nobody has open for writing.</summary>
    /// <exception cref="StoreUnreadableException">They are no database, or a damaged or newer one.</exception>
    /// <exception cref="StoreLockedException">A server has them open.</exception>
    public static StoreContent Read(DatabaseFiles files)
    {
        if (!File.Exists(files.DataPath))
        {
            throw new StoreUnreadableException(StoreFileProblem.Missing, $"There is no database {files.DataPath}");
        }

        files.RequireLiteDb();
        using var log = OpenLog(files);
        return Read(files, log is null ? [] : DurableLogStream.ReadCommitted(log));
    }

    /// <summary>Reads with a log that the caller holds.</summary>
    /// <exception cref="StoreUnreadableException">It is a damaged or newer database.</exception>
    public static StoreContent Read(DatabaseFiles files, byte[] log)
    {
        try
        {
            using var data = InMemory(files.DataPath);
            using var logCopy = InMemory(log);
            using var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = logCopy, Collation = Collation.Binary });
            return StoreContent.Read(engine, files.DataPath);
        }
        catch (Exception e) when (e is not (StoreUnreadableException or IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            throw new StoreUnreadableException(
                StoreFileProblem.Damaged,
                $"{files.DataPath} is damaged: {e.Message}. It was left as it is. Keep it and {files.LogPath} aside, "
                + "and put the newest backup in its place (without that log).",
                e);
        }
    }

    private static SafeFileHandle? OpenLog(DatabaseFiles files) => File.Exists(files.LogPath)
        ? LockedFile.Open(files.LogPath, FileMode.Open, FileAccess.Read, FileShare.Read, files.DataPath)
        : null;

    private static MemoryStream InMemory(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var stream = new MemoryStream(checked((int)file.Length));
        file.CopyTo(stream);
        return stream;
    }

    private static MemoryStream InMemory(byte[] content)
    {
        var stream = new MemoryStream(content.Length);
        stream.Write(content);
        return stream;
    }
}
