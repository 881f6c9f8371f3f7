using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Journal;

/// <summary>
/// How one kind of operation is carried out, undone and recovered. A handler keeps no state: all that it needs is in the journal
/// record and the topology, so that another process can go on where one was killed. Every step may be repeated.
/// </summary>
public interface IOperationKindHandler
{
    /// <summary>The kind.</summary>
    OperationKind Kind { get; }

    /// <summary>Runs the commands.</summary>
    /// <returns>The change of the topology that ends the operation; its result is the location of what was made.</returns>
    Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken);

    /// <summary>Takes back what <see cref="ExecuteAsync"/> did, after it failed.</summary>
    /// <returns>The change of the topology that ends the operation.</returns>
    Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken);

    /// <summary>Brings an operation to an end that a dead process left behind, or whose undo failed: forwards or backwards.</summary>
    Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken);
}
