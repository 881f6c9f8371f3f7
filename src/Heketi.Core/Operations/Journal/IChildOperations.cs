using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Journal;

/// <summary>Runs operations as parts of another one; each has a journal record of its own.</summary>
public interface IChildOperations
{
    /// <summary>Plans an operation and runs it to its end, undo included.</summary>
    /// <exception cref="OperationRefusedException">The plan refused.</exception>
    Task RunAsync(Func<TopologyEditor, PendingOperation> plan, CancellationToken cancellationToken);

    /// <summary>Ends an operation that was left behind.</summary>
    /// <returns>Whether it was ended.</returns>
    Task<bool> RecoverAsync(string operationId, CancellationToken cancellationToken);
}
