using Heketi.Core.Operations.Devices;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Nodes;

/// <summary>Removes all devices of a node, one after the other, each by an operation of its own; then the node is removed too.</summary>
public sealed class RemoveNodeHandler(ITopologyStore store, DevicePlanner devices) : ICompositeOperationHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.RemoveNode;

    /// <inheritdoc/>
    /// <exception cref="OperationRefusedException">There is no place for a brick.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, IChildOperations children, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(children);
        var nodeId = NodeOf(operation);
        try
        {
            foreach (var id in store.Snapshot.DevicesOfNode(nodeId).Where(id => store.Snapshot.Devices[id].State is not EntryState.Failed))
            {
                await children.RunAsync(
                    editor => devices.PlanRemove(editor, id, RemovalRecord.ChecksHeals(operation), operation.Id),
                    cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DeviceWithoutReplacementException e)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed,
                $"Unable to remove node [{nodeId}] as no device was found to replace device [{e.DeviceId}]: {e.Explanation}");
        }

        return new(editor => Fail(editor, nodeId));
    }

    /// <summary>Goes on only as far as it was: a node with bricks stays offline until its removal is asked for again.</summary>
    public async Task<OperationEnding> RecoverAsync(PendingOperation operation, IChildOperations children, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(children);
        await RemovalRecord.RecoverPartsAsync(store.Snapshot, operation, children, cancellationToken).ConfigureAwait(false);
        var nodeId = NodeOf(operation);
        return new(editor =>
        {
            var topology = editor.Current;
            if (topology.Nodes.Contains(nodeId) && topology.DevicesOfNode(nodeId).All(id => topology.BricksOfDevice(id).IsEmpty))
            {
                Fail(editor, nodeId);
            }
        });
    }

    private static void Fail(TopologyEditor editor, string nodeId)
    {
        foreach (var id in editor.Current.DevicesOfNode(nodeId))
        {
            // Also those that were added meanwhile
            DevicePlanner.Fail(editor, id);
        }

        editor.Put(editor.Current.Nodes[nodeId] with { State = EntryState.Failed });
    }

    private static string NodeOf(PendingOperation operation) =>
        operation.Actions.First(a => a.Change is OperationChange.RemoveNode).EntityId;
}
