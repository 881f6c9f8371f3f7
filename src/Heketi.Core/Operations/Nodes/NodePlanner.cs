using Heketi.Core.Operations.Bricks;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Nodes;

/// <summary>Plans node operations inside a store change.</summary>
public sealed class NodePlanner(TimeProvider time)
{
    /// <summary>Refuses a node whose cluster is not there or whose names are taken.</summary>
    /// <exception cref="OperationRefusedException">It is refused.</exception>
    public static void RefuseToAdd(TopologySnapshot topology, NodeOrder order)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(order);
        if (!topology.Clusters.Contains(order.ClusterId))
        {
            throw new OperationRefusedException(RefusalReason.NotFound, "Cluster id does not exist");
        }

        var joining = topology.Operations.Where(o => o.Kind is OperationKind.AddNode).Select(NodeRecord.Read);
        foreach (var node in topology.Nodes.Concat(joining))
        {
            // The recorded text ends with a newline of its own, to which the server adds the one of every error.
            Refuse(node.ManageHost == order.ManageHostnames[0], order.ManageHostnames[0], node);
            Refuse(node.StorageHost == order.StorageHostnames[0], order.StorageHostnames[0], node);
        }

        static void Refuse(bool taken, string name, Node node)
        {
            if (taken)
            {
                throw new OperationRefusedException(RefusalReason.Conflict, $"Hostname {name} already used by node with id {node.Id}\n");
            }
        }
    }

    /// <summary>Plans a new node.</summary>
    /// <exception cref="OperationRefusedException">It is refused.</exception>
    public PendingOperation PlanAdd(TopologyEditor editor, NodeOrder order)
    {
        ArgumentNullException.ThrowIfNull(editor);
        RefuseToAdd(editor.Current, order);
        var node = new Node
        {
            Id = EntityId.New(),
            ClusterId = order.ClusterId,
            Zone = order.Zone,
            ManageHostnames = order.ManageHostnames,
            StorageHostnames = order.StorageHostnames,
            Tags = order.Tags,
        };
        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.AddNode,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = [new(OperationChange.AddNode, node.Id)],
            Details = NodeRecord.Write(node),
        };
    }

    /// <summary>Plans the end of a node.</summary>
    /// <exception cref="OperationRefusedException">It is not there, or has devices.</exception>
    public PendingOperation PlanDelete(TopologyEditor editor, string nodeId)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        _ = Existing(topology, nodeId);
        if (!topology.DevicesOfNode(nodeId).IsEmpty || topology.IsInvolved(nodeId))
        {
            throw new OperationRefusedException(RefusalReason.Conflict, $"Unable to delete node [{nodeId}] because it contains devices");
        }

        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.DeleteNode,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = [new(OperationChange.DeleteNode, nodeId)],
        };
    }

    /// <summary>Plans to move all bricks away from a node; it and its devices are failed then.</summary>
    /// <exception cref="OperationRefusedException">It is not there, not offline, or busy.</exception>
    public PendingOperation PlanRemove(TopologyEditor editor, string nodeId, bool healCheck)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var node = Existing(editor.Current, nodeId);
        if (node.State is EntryState.Online)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed, $"Node must be offline before remove operation is performed, node:{nodeId}");
        }

        if (editor.Current.IsInvolved(nodeId))
        {
            throw new OperationRefusedException(RefusalReason.Failed, OperationInvolvement.InUse);
        }

        foreach (var deviceId in editor.Current.DevicesOfNode(nodeId))
        {
            BrickSet.RefuseWithoutCopies(editor.Current, deviceId);
        }

        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.RemoveNode,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = [new(OperationChange.RemoveNode, nodeId)],
            Details = RemovalRecord.DetailsOf(healCheck),
        };
    }

    /// <summary>Moves a node to another state.</summary>
    /// <exception cref="OperationRefusedException">It cannot go there from where it is.</exception>
    public static void SetState(TopologyEditor editor, string nodeId, EntryState state)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var node = Existing(topology, nodeId);
        switch (node.State, state)
        {
            case (EntryState.Failed, EntryState.Online or EntryState.Offline):
                throw new OperationRefusedException(
                    RefusalReason.Failed, $"Cannot move a failed/removed node to {(state is EntryState.Online ? "online" : "offline")} state");
            case (EntryState.Online, EntryState.Failed):
                throw new OperationRefusedException(
                    RefusalReason.Failed, $"Node must be offline before remove operation is performed, node:{nodeId}");
            case (EntryState.Offline, EntryState.Failed):
                throw new InvalidOperationException("A node is removed by an operation of its own");
        }

        if (topology.IsInvolved(nodeId))
        {
            throw new OperationRefusedException(RefusalReason.Failed, OperationInvolvement.InUse);
        }

        editor.Put(node with { State = state });
    }

    private static Node Existing(TopologySnapshot topology, string nodeId) =>
        topology.Nodes.Find(nodeId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
}
