using System.Collections.Concurrent;
using System.Diagnostics;
using Heketi.Core.Operations.Queue;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Journal;

/// <summary>The one flow of every journaled operation: plan, execute, finish, or undo and abort.</summary>
public sealed class OperationRunner(
    ITopologyStore store,
    OperationQueue queue,
    OperationScheduler scheduler,
    IEnumerable<IOperationKindHandler> handlers,
    ILogger<OperationRunner> logger,
    IOperationObserver? observer = null) : IChildOperations
{
    private readonly Dictionary<OperationKind, IOperationKindHandler> handlers = handlers.ToDictionary(h => h.Kind);
    private readonly ConcurrentDictionary<Task, byte> unscheduled = new();
    private readonly ConcurrentDictionary<string, byte> active = new(StringComparer.Ordinal);

    /// <summary>Whether this process works on the operation at the moment.</summary>
    public bool IsActive(string operationId) => active.ContainsKey(operationId);

    /// <summary>Plans an operation and schedules it when there is room for it.</summary>
    /// <param name="plan">Validates, places and reserves inside one store change; what it puts is durable before the first command.</param>
    /// <param name="lane">Operations of one lane take turns with those of others.</param>
    /// <param name="cancellationToken">Cancels the planning only.</param>
    /// <exception cref="OperationRefusedException">No room, or the plan refused.</exception>
    public async Task<string> StartAsync(
        Func<TopologyEditor, PendingOperation> plan, Func<PendingOperation, string> lane, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lane);
        using var admission = scheduler.Admit();
        var operation = await PlanAsync(plan, cancellationToken).ConfigureAwait(false);
        var queueId = queue.Open();
        scheduler.Schedule(admission, lane(operation), token => RunAsync(operation, queueId, token));
        return queueId;
    }

    /// <summary>As <see cref="StartAsync"/>, but a refusal of the plan is the request's outcome (Heketi API: states and evictions).</summary>
    /// <exception cref="OperationRefusedException">No room.</exception>
    public async Task<string> StartQueuedAsync(
        Func<TopologyEditor, PendingOperation> plan, Func<PendingOperation, string> lane, CancellationToken cancellationToken)
    {
        try
        {
            return await StartAsync(plan, lane, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationRefusedException e) when (e.Reason is not RefusalReason.Busy)
        {
            var queueId = queue.Open();
            queue.Complete(queueId, new QueuedOutcome.Failed(e.Message));
            return queueId;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(Func<TopologyEditor, PendingOperation> plan, CancellationToken cancellationToken)
    {
        var operation = await PlanAsync(plan, cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(operation, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            active.TryRemove(operation.Id, out _);
        }
    }

    /// <summary>Plans a small operation and runs it at once: those that the Heketi API does not throttle.</summary>
    /// <exception cref="OperationRefusedException">The plan refused.</exception>
    public async Task<string> StartUnthrottledAsync(Func<TopologyEditor, PendingOperation> plan, CancellationToken cancellationToken)
    {
        var operation = await PlanAsync(plan, cancellationToken).ConfigureAwait(false);
        var queueId = queue.Open();
        Follow(Task.Run(() => RunAsync(operation, queueId, CancellationToken.None), CancellationToken.None));
        return queueId;
    }

    /// <summary>Refuses work when there is no room for more.</summary>
    /// <exception cref="OperationRefusedException">No room.</exception>
    public void RequireRoom() => scheduler.Admit().Dispose();

    /// <summary>Runs work behind a queue id that needs no journal: it changes our books only.</summary>
    public string StartUnjournaled(Func<Task<string?>> work)
    {
        var queueId = queue.Open();
        Follow(Task.Run(async () => queue.Complete(queueId, await OutcomeOf(work).ConfigureAwait(false))));
        return queueId;
    }

    /// <summary>
    /// Waits for the work that the scheduler does not know (nodes and devices that are added or deleted, books that are corrected), up
    /// to <paramref name="grace"/>. What has not ended then is cut off with the process; what was planned of it is in the journal.
    /// </summary>
    public async Task WhenUnscheduledEndedAsync(TimeSpan grace, TimeProvider time)
    {
        var all = Task.WhenAll(unscheduled.Keys);
        try
        {
            await all.WaitAsync(grace, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("{Count} changes of nodes or devices did not end within {Grace}", unscheduled.Count, grace);
        }
    }

    private void Follow(Task work)
    {
        unscheduled.TryAdd(work, 0);
        _ = work.ContinueWith(
            ended => unscheduled.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Ends an operation that was left behind. Does nothing when this process already works on it or it is gone.</summary>
    /// <returns>Whether it was ended.</returns>
    public async Task<bool> RecoverAsync(string operationId, CancellationToken cancellationToken)
    {
        if (!active.TryAdd(operationId, 0))
        {
            return false;
        }

        try
        {
            if (!store.Snapshot.Operations.TryGet(operationId, out var operation) || !handlers.TryGetValue(operation.Kind, out var handler))
            {
                return false;
            }

            logger.LogInformation("Cleaning up {Kind} operation {Operation}", operation.Kind, operationId);
            var ending = handler is ICompositeOperationHandler composite
                ? await composite.RecoverAsync(operation, this, cancellationToken).ConfigureAwait(false)
                : await handler.RecoverAsync(operation, cancellationToken).ConfigureAwait(false);
            await EndAsync(operation, ending).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // it stays journaled; the next round tries again
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Cleaning up operation {Operation} failed; it is kept for another try", operationId);
            return false;
        }
        finally
        {
            active.TryRemove(operationId, out _);
        }
    }

    private Task<PendingOperation> PlanAsync(Func<TopologyEditor, PendingOperation> plan, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            editor =>
            {
                var operation = plan(editor);
                editor.Put(operation);
                // Before the record is visible: recovery must never see it without its runner.
                active[operation.Id] = 0;
                return operation;
            },
            cancellationToken);

    private async Task RunAsync(PendingOperation operation, string queueId, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await OutcomeOf(() => ExecuteAsync(operation, cancellationToken)).ConfigureAwait(false);
            queue.Complete(queueId, outcome);
            observer?.Ended(operation.Kind, outcome, Stopwatch.GetElapsedTime(start));
            logger.LogInformation(
                "{Kind} operation {Operation} ended after {Elapsed:0.000} s: {Outcome}",
                operation.Kind,
                operation.Id,
                Stopwatch.GetElapsedTime(start).TotalSeconds,
                outcome);
        }
        finally
        {
            active.TryRemove(operation.Id, out _);
        }
    }

    private async Task<string?> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var handler = handlers[operation.Kind];
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ending = handler is ICompositeOperationHandler composite
                ? await composite.ExecuteAsync(operation, this, cancellationToken).ConfigureAwait(false)
                : await handler.ExecuteAsync(operation, cancellationToken).ConfigureAwait(false);
            await EndAsync(operation, ending).ConfigureAwait(false);
            return ending.Location;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationInterruptedException(
                $"The server is shutting down; operation {operation.Id} is journaled and will be cleaned up after its next start.");
        }
        catch (Exception e) when (e is not (StoreFailedException or OperationInterruptedException))
        {
            logger.LogWarning(e, "{Kind} operation {Operation} failed, undoing it", operation.Kind, operation.Id);
            await UndoAsync(handler, operation, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task UndoAsync(IOperationKindHandler handler, PendingOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            await EndAsync(operation, await handler.UndoAsync(operation, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the first error is the answer; this one is kept in the journal's status and the log
        catch (Exception e) when (e is not StoreFailedException)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Undoing operation {Operation} failed; it is kept and will be tried again", operation.Id);
            await store.ChangeAsync(
                editor =>
                {
                    // The newest record: a handler may have added to it what it made.
                    if (editor.Current.Operations.TryGet(operation.Id, out var newest))
                    {
                        editor.Put(newest with { Status = OperationStatus.Failed });
                    }
                },
                CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Task EndAsync(PendingOperation operation, OperationEnding ending) => store.ChangeAsync(
        editor =>
        {
            ending.Apply(editor);
            editor.Remove(operation);
        },
        CancellationToken.None);

    private async Task<QueuedOutcome> OutcomeOf(Func<Task<string?>> work)
    {
        try
        {
            return new QueuedOutcome.Done(await work().ConfigureAwait(false));
        }
#pragma warning disable CA1031 // every failure is an answer
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(e, "A request failed");
            return new QueuedOutcome.Failed(e.Message);
        }
    }
}
