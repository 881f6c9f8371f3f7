using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Journal;

/// <summary>
/// A handler whose work is other operations. Those that have ended stay ended when a later one fails, so that a repeated request
/// goes on where this one stopped.
/// </summary>
public interface ICompositeOperationHandler : IOperationKindHandler
{
    /// <summary>Runs the parts.</summary>
    /// <returns>The change of the topology that ends the operation.</returns>
    Task<OperationEnding> ExecuteAsync(PendingOperation operation, IChildOperations children, CancellationToken cancellationToken);

    /// <summary>Ends the parts that a dead process left behind, then the operation.</summary>
    Task<OperationEnding> RecoverAsync(PendingOperation operation, IChildOperations children, CancellationToken cancellationToken);

    /// <inheritdoc/>
    Task<OperationEnding> IOperationKindHandler.ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("It needs other operations.");

    /// <summary>Nothing is to be undone: what has ended stays.</summary>
    Task<OperationEnding> IOperationKindHandler.UndoAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        Task.FromResult(new OperationEnding(_ => { }));

    /// <inheritdoc/>
    Task<OperationEnding> IOperationKindHandler.RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("It needs other operations.");
}
