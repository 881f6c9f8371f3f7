using System.Collections.Concurrent;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Queue;

/// <summary>
/// Outcomes of asynchronous requests. An outcome that nobody fetches is kept for <see cref="Keep"/>, so that a client which lost
/// its connection can still ask, and memory stays bounded.
/// </summary>
public sealed class OperationQueue(TimeProvider time) : IOperationQueue
{
    private static readonly QueuedOutcome StillRunning = new QueuedOutcome.Pending();

    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, byte> pinned = new(StringComparer.Ordinal);

    /// <summary>How long an outcome waits for its reader.</summary>
    public static TimeSpan Keep { get; } = TimeSpan.FromHours(24);

    /// <summary>Opens an entry; it is pending until <see cref="Complete"/>.</summary>
    public string Open()
    {
        ForgetOld();
        var id = EntityId.New();
        entries[id] = new(StillRunning, null, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return id;
    }

    /// <summary>Sets the outcome.</summary>
    public void Complete(string queueId, QueuedOutcome outcome)
    {
        entries.TryGetValue(queueId, out var running);
        entries[queueId] = new(outcome, time.GetUtcNow(), running?.Ended ?? new());
        running?.Ended.TrySetResult();
    }

    /// <inheritdoc/>
    public Task WhenEndedAsync(string queueId) =>
        entries.TryGetValue(queueId, out var entry) && entry.EndedAt is null ? entry.Ended.Task : Task.CompletedTask;

    /// <inheritdoc/>
    public void Pin(string queueId) => pinned[queueId] = 0;

    /// <inheritdoc/>
    public string OpenEnded(QueuedOutcome outcome)
    {
        var id = Open();
        Pin(id);
        Complete(id, outcome);
        return id;
    }

    /// <inheritdoc/>
    public QueuedOutcome? Poll(string queueId)
    {
        if (!entries.TryGetValue(queueId, out var entry))
        {
            return null;
        }

        // Of two polls at once only one gets the final answer: the recorded behaviour, and no harm to one client.
        return entry.EndedAt is null || pinned.ContainsKey(queueId) || entries.TryRemove(KeyValuePair.Create(queueId, entry)) ? entry.Outcome : null;
    }

    private void ForgetOld()
    {
        var limit = time.GetUtcNow() - Keep;
        foreach (var pair in entries)
        {
            if (pair.Value.EndedAt < limit)
            {
                entries.TryRemove(pair);
                pinned.TryRemove(pair.Key, out _);
            }
        }
    }

    private sealed record Entry(QueuedOutcome Outcome, DateTimeOffset? EndedAt, TaskCompletionSource Ended);
}
