using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Nodes;

/// <summary>
/// Lets a node join. The node itself is in the record's details until it has joined. A node that joined and is then forgotten
/// does no harm: it has no bricks, and adding it again succeeds; so nothing is detached that may have been a peer before.
/// </summary>
public sealed class AddNodeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.AddNode;

    /// <inheritdoc/>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var node = NodeRecord.Read(operation);
        var pool = store.Snapshot.PoolOf(node.ClusterId);
        if (!pool.Hosts.IsEmpty)
        {
            await nodes.Peers.ProbeAsync(pool, NodeHost.Of(node), cancellationToken).ConfigureAwait(false);
        }

        return new(editor => editor.Put(node), "/nodes/" + node.Id);
    }

    /// <inheritdoc/>
    public Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        Task.FromResult(new OperationEnding(_ => { }));

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);
}
