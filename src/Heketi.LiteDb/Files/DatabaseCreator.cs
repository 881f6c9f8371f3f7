using Heketi.LiteDb.Documents;
using LiteDB;
using LiteDB.Engine;

namespace Heketi.LiteDb.Files;

/// <summary>Makes empty databases.</summary>
internal static class DatabaseCreator
{
    /// <summary>
    /// Made in memory, written beside its place, then renamed: a process killed meanwhile leaves no half of a database.
    /// The caller holds the log's lock.
    /// </summary>
    public static void Create(DatabaseFiles files)
    {
        using var data = new MemoryStream();
        using var log = new MemoryStream();
        using (var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary }))
        {
            // Checkpoints are made by the writer, when it knows that the log is on the disk.
            engine.Pragma("CHECKPOINT", 0);
            engine.Insert(StoreContent.Collection, [StoreManifest.Empty.ToBson()], BsonAutoId.ObjectId);
            engine.Checkpoint();
        }

        var draft = files.DataPath + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(data.GetBuffer().AsSpan(0, checked((int)data.Length)));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, files.DataPath);
        DirectorySync.Sync(files.Directory);
    }
}
