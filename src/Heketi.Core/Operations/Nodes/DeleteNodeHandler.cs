using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Nodes;

/// <summary>Lets a node leave. A detach that fails does not keep it (Heketi API): the host may be dead, which is why it leaves.</summary>
public sealed class DeleteNodeHandler(ITopologyStore store, IStorageNodes nodes, ILogger<DeleteNodeHandler> logger) : IOperationKindHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.DeleteNode;

    /// <inheritdoc/>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var topology = store.Snapshot;
        var node = topology.Nodes[operation.Actions[0].EntityId];
        var pool = topology.PoolOf(node.ClusterId);
        var others = pool with { Hosts = pool.Hosts.RemoveAll(h => h.NodeId == node.Id) };
        if (!others.Hosts.IsEmpty)
        {
            try
            {
                await nodes.Peers.DetachAsync(others, NodeHost.Of(node), cancellationToken).ConfigureAwait(false);
            }
            catch (NodeException e)
            {
                logger.LogWarning(e, "Node {Node} ({Host}) is forgotten, but 'gluster peer detach' failed: detach it by hand", node.Id, node.StorageHost);
            }
        }

        return new(editor => editor.Remove(node));
    }

    /// <inheritdoc/>
    public Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        Task.FromResult(new OperationEnding(_ => { }));

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ExecuteAsync(operation, cancellationToken);
}
