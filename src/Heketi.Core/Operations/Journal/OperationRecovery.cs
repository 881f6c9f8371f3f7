using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Journal;

/// <summary>Takes care of operations that earlier processes left behind.</summary>
public sealed class OperationRecovery(ITopologyStore store, OperationRunner runner)
{
    /// <summary>Marks what another process was working on as stale. To be called once, before the first request.</summary>
    /// <returns>How many there are.</returns>
    public Task<int> MarkStaleAsync(CancellationToken cancellationToken) => store.ChangeAsync(
        editor =>
        {
            var left = editor.Current.Operations.Where(o => o.Status is OperationStatus.New).ToList();
            left.ForEach(o => editor.Put(o with { Status = OperationStatus.Stale }));
            return left.Count;
        },
        cancellationToken);

    /// <summary>Tries to end the stale and failed operations, oldest first.</summary>
    /// <param name="operationIds">Only these; all when null.</param>
    /// <param name="cancellationToken">Stops between two operations.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> CleanUpAsync(IReadOnlySet<string>? operationIds, CancellationToken cancellationToken)
    {
        var left = store.Snapshot.Operations
            .Where(o => o.Status is not OperationStatus.New && (operationIds is null || operationIds.Contains(o.Id)))
            .OrderBy(o => o.Timestamp)
            .ThenBy(o => o.Id, StringComparer.Ordinal)
            .ToList();
        var ended = 0;
        foreach (var operation in left)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ended += await runner.RecoverAsync(operation.Id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return ended;
    }
}
