using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb.Files;
using Microsoft.Extensions.Logging;

namespace Heketi.LiteDb.Writing;

/// <summary>The one thread that touches the database.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly DatabaseFiles files;
    private readonly Func<bool>? mayWrite;
    private readonly ILogger logger;
    private readonly BlockingCollection<StoreWork> queue = [];
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TopologySnapshot snapshot = TopologySnapshot.Empty;
    private StoreFailedException? failure;
    private StoreStatistics statistics = new(0, 0, TimeSpan.Zero);

    private StoreWriter(DatabaseFiles files, Func<bool>? mayWrite, ILogger logger)
    {
        this.files = files;
        this.mayWrite = mayWrite;
        this.logger = logger;
    }

    /// <summary>The newest durable state.</summary>
    public TopologySnapshot Snapshot => Volatile.Read(ref snapshot);

    /// <summary>What was written since the start.</summary>
    public StoreStatistics Statistics => Volatile.Read(ref statistics);

    /// <summary>Why nothing can be written any more.</summary>
    public StoreFailedException? Failure => Volatile.Read(ref failure);

    /// <summary>Starts the thread, which opens the database.</summary>
    public static async Task<StoreWriter> StartAsync(DatabaseFiles files, Func<bool>? mayWrite, ILogger logger)
    {
        var writer = new StoreWriter(files, mayWrite, logger);
        new Thread(writer.Run) { Name = "Heketi store", IsBackground = true }.Start();
        await writer.opened.Task;
        return writer;
    }

    /// <summary>Adds to the queue.</summary>
    /// <exception cref="ObjectDisposedException">The store was closed.</exception>
    public void Enqueue(StoreWork work)
    {
        try
        {
            queue.Add(work);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            throw new ObjectDisposedException("The store was closed", e);
        }
    }

    /// <summary>Carries out what is queued and closes the database.</summary>
    public Task StopAsync()
    {
        queue.CompleteAdding();
        return ended.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => queue.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "Nothing may escape the thread: callers wait for an answer")]
    private void Run()
    {
        DatabaseSession session;
        try
        {
            if (mayWrite is not null)
            {
                if (!mayWrite())
                {
                    throw new StoreLockedException(
                        $"{files.DataPath} belongs to the holder of a lease, which this process is not. Stop that server first.");
                }

                DatabaseTakeover.Replace(files);
            }

            session = DatabaseSession.Open(files);
            Volatile.Write(ref snapshot, session.Start);
        }
        catch (Exception e)
        {
            opened.SetException(e);
            return;
        }

        opened.SetResult();
        foreach (var work in queue.GetConsumingEnumerable())
        {
            Serve(session, work);
        }

        try
        {
            session.Dispose(checkpoint: mayWrite?.Invoke() is not false);
        }
        catch (Exception e)
        {
            logger.LogError(e, "The database {Path} could not be closed cleanly; the next start takes the rest from its log", files.DataPath);
        }

        ended.SetResult();
    }

    /// <summary>Carries out <paramref name="first"/> and all that waits behind it, with as few transactions as may be.</summary>
    private void Serve(DatabaseSession session, StoreWork first)
    {
        var group = new ChangeGroup(Snapshot);
        var work = first;
        do
        {
            if (!work.TryTake())
            {
                continue;
            }

            if (Failure is { } error)
            {
                work.Fail(Again(error));
            }
            else if (work is ChangeWork change)
            {
                group.Add(change);
            }
            else if (work is CopyWork copy)
            {
                Commit(session, group);
                group = new(Snapshot);
                Copy(session, copy);
            }
        }
        while (!group.IsFull && queue.TryTake(out work));

        Commit(session, group);
        Attempt(() =>
        {
            if (mayWrite?.Invoke() is not false)
            {
                session.CheckpointIfLong();
            }
        });
    }

    private void Commit(DatabaseSession session, ChangeGroup group)
    {
        if (group.Documents.Count > 0 && !Attempt(() => Write(session, group)))
        {
            group.Fail(Again(Failure!));
            return;
        }

        Volatile.Write(ref snapshot, group.State);
        group.Complete();
    }

    /// <summary>
    /// The right is asked for again after the write: a process that was paused in between wrote to files that are another's
    /// copy's past, and must not answer the change as done.
    /// </summary>
    private void Write(DatabaseSession session, ChangeGroup group)
    {
        RequireRight();
        var start = Stopwatch.GetTimestamp();
        session.Write(group.Documents, group.State.Revision);
        var before = Statistics;
        Volatile.Write(ref statistics, new(
            before.Commits + 1, before.Documents + group.Documents.Count, before.Time + Stopwatch.GetElapsedTime(start)));
        RequireRight();
    }

    private void RequireRight()
    {
        if (mayWrite?.Invoke() is false)
        {
            throw new StoreFencedException();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A target that cannot be written is the caller's affair")]
    private void Copy(DatabaseSession session, CopyWork work)
    {
        if (Failure is { } error)
        {
            work.Fail(Again(error));
            return;
        }

        var checkpointed = Attempt(() =>
        {
            RequireRight();
            session.Checkpoint();
        });
        try
        {
            if (!checkpointed)
            {
                throw Again(Failure!);
            }

            work.Complete(session.CopyTo(work.Target));
        }
        catch (Exception e)
        {
            work.Fail(e);
        }
    }

    /// <summary>Every exception of LiteDB or the disk ends the writing for good: what LiteDB holds in memory is not to be trusted.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "See above")]
    private bool Attempt(Action access)
    {
        if (Failure is not null)
        {
            return false;
        }

        try
        {
            access();
            return true;
        }
        catch (Exception e)
        {
            var error = new StoreFailedException(
                e is StoreFencedException
                    ? $"The database {files.DataPath} may not be written any more: {e.Message}"
                    : $"The database {files.DataPath} could not be written: {e.Message}. All acknowledged changes are safe; the one being "
                        + "written may or may not have been kept. Nothing is changed any more until the cause (a full or failing disk?) "
                        + "is removed and the server restarted.",
                e);
            logger.LogCritical(error, "{Message}", error.Message);
            Volatile.Write(ref failure, error);
            return false;
        }
    }

    /// <summary>An exception object that several callers throw would collect all their stack traces.</summary>
    private static StoreFailedException Again(StoreFailedException error) => new(error.Message, error);
}
