using Heketi.Core.Topology;
using Heketi.LiteDb.Documents;
using Heketi.LiteDb.Files;
using LiteDB;
using LiteDB.Engine;

namespace Heketi.LiteDb.Writing;

/// <summary>
/// The open database. Everything here runs on the one writer thread: LiteDB binds transactions to threads and corrupts its free
/// list under concurrent writers. After the first exception the session is of no use any more.
/// </summary>
internal sealed class DatabaseSession
{
    /// <summary>
    /// 8 MiB: the size that LiteDB itself uses. A checkpoint copies the log into the data file; the callers have been answered
    /// by then.
    /// </summary>
    private const long LogLimit = 1024L * DatabaseFiles.PageSize;

    /// <summary>A disk that takes longer is treated as one that failed.</summary>
    private static readonly TimeSpan CommitLimit = TimeSpan.FromMinutes(2);

    private readonly DurableDataStream data;
    private readonly DurableLogStream log;
    private readonly LiteEngine engine;
    private readonly Dictionary<string, long> digests;
    private StoreManifest manifest;
    private bool broken;

    private DatabaseSession(DurableDataStream data, DurableLogStream log, LiteEngine engine, StoreContent content)
    {
        this.data = data;
        this.log = log;
        this.engine = engine;
        digests = content.Digests;
        manifest = content.Manifest;
        Start = content.Topology;
    }

    /// <summary>The state at opening.</summary>
    public TopologySnapshot Start { get; }

    /// <summary>Locks, verifies (before anything is written) and opens; makes the database when there is none.</summary>
    public static DatabaseSession Open(DatabaseFiles files)
    {
        if (File.Exists(files.DataPath))
        {
            files.RequireLiteDb(); // not even a log beside a stranger's file
        }

        var log = DurableLogStream.Open(files);
        DurableDataStream? data = null;
        try
        {
            if (!files.Exists(log.Length))
            {
                DatabaseCreator.Create(files);
            }

            files.RequireLiteDb();
            var content = DatabaseReader.Read(files, log.ReadCommitted());
            log.CropUncommitted();
            data = DurableDataStream.Open(files);
            var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary });
            engine.Checkpoint();
            return new(data, log, engine, content);
        }
        catch
        {
            data?.Dispose();
            log.Dispose();
            throw;
        }
    }

    /// <summary>Writes all of it in one transaction; it is on the disk when this returns.</summary>
    /// <param name="changes">Documents by key; null removes.</param>
    /// <param name="revision">The revision after it.</param>
    public void Write(IReadOnlyDictionary<string, EntityDocument?> changes, long revision) => Guard(() =>
    {
        var after = manifest with { Revision = revision };
        var additions = new List<BsonDocument>();
        var updates = new List<BsonDocument>();
        var removals = new List<BsonValue>();
        foreach (var (key, document) in changes)
        {
            var isStored = digests.TryGetValue(key, out var old);
            if (document is not null)
            {
                (isStored ? updates : additions).Add(document.ToBson());
            }
            else if (isStored)
            {
                removals.Add(key);
            }

            after = after with
            {
                Count = after.Count + (document is null ? 0 : 1) - (isStored ? 1 : 0),
                Digest = after.Digest ^ old ^ (document?.Digest ?? 0),
            };
        }

        updates.Add(after.ToBson());
        Commit(additions, updates, removals);
        manifest = after;
        foreach (var (key, document) in changes)
        {
            if (document is null)
            {
                digests.Remove(key);
            }
            else
            {
                digests[key] = document.Digest;
            }
        }
    });

    /// <summary>Keeps the log short.</summary>
    public void CheckpointIfLong()
    {
        if (log.Length > LogLimit)
        {
            Checkpoint();
        }
    }

    /// <summary>Brings all that is in the log into the data file.</summary>
    public void Checkpoint() => Guard(() => engine.Checkpoint());

    /// <summary>Copies the data file, right after a checkpoint, to a new file; returns the revision in it.</summary>
    public long CopyTo(string target)
    {
        using var copy = PrivateFile.Create(target);
        data.Position = 0;
        data.CopyTo(copy);
        copy.Flush(flushToDisk: true);
        return manifest.Revision;
    }

    /// <summary>Closes the database.</summary>
    /// <param name="checkpoint">Bring the log into the data file first; false when the files are not ours any more.</param>
    public void Dispose(bool checkpoint)
    {
        try
        {
            // A broken engine may wait for its own dead writer thread. What counts is in the log; the next start takes it there.
            if (!broken && checkpoint)
            {
                Checkpoint();
                engine.Dispose();
            }
        }
        finally
        {
            data.Dispose();
            log.Dispose();
        }
    }

    /// <summary>Not an upsert: that would look for each new document in vain before it is added.</summary>
    private void Commit(List<BsonDocument> additions, List<BsonDocument> updates, List<BsonValue> removals)
    {
        var before = log.Commits;
        if (!engine.BeginTrans())
        {
            throw new InvalidOperationException("LiteDB has a transaction open that nobody began");
        }

        if (additions.Count > 0)
        {
            engine.Insert(StoreContent.Collection, additions, BsonAutoId.ObjectId);
        }

        if (engine.Update(StoreContent.Collection, updates) != updates.Count)
        {
            throw new InvalidOperationException("LiteDB did not find all documents that were to be updated");
        }

        if (removals.Count > 0 && engine.Delete(StoreContent.Collection, removals) != removals.Count)
        {
            throw new InvalidOperationException("LiteDB did not find all documents that were to be removed");
        }

        if (!engine.Commit())
        {
            throw new InvalidOperationException("LiteDB did not commit: it had rolled the transaction back");
        }

        log.WaitForCommit(before, CommitLimit);
    }

    private void Guard(Action access)
    {
        try
        {
            access();
        }
        catch
        {
            broken = true;
            throw;
        }
    }
}
