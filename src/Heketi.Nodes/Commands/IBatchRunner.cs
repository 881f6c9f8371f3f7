using Heketi.Core.Nodes;

namespace Heketi.Nodes.Commands;

/// <summary>Runs batches of commands on hosts.</summary>
public interface IBatchRunner
{
    /// <summary>Runs a batch; a failed step ends it and is in the result.</summary>
    /// <exception cref="NodeUnreachableException">Nothing was started.</exception>
    /// <exception cref="NodeOutcomeUnknownException">The connection was lost, or the batch took longer than its limit.</exception>
    /// <exception cref="NodeCommandException">The host refuses to run anything, for example because sudo wants a password.</exception>
    Task<BatchResult> RunAsync(NodeHost host, CommandBatch batch, CancellationToken cancellationToken);
}
