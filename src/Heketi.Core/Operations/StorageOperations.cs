using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Operations.BlockVolumes;
using Heketi.Core.Operations.Bricks;
using Heketi.Core.Operations.Clones;
using Heketi.Core.Operations.Clusters;
using Heketi.Core.Operations.Devices;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Operations.Nodes;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>The one door to all changes of storage: connects plans, handlers and the runner.</summary>
public sealed class StorageOperations(
    ITopologyStore store,
    IStorageNodes nodes,
    OperationRunner runner,
    VolumePlanner volumes,
    NodePlanner nodePlans,
    DevicePlanner devices,
    BrickPlanner bricks,
    BlockVolumePlanner blocks,
    ClonePlanner clones) : IStorageOperations
{
    /// <inheritdoc/>
    public Task<string> CreateVolumeAsync(VolumeOrder order, CancellationToken cancellationToken)
    {
        _ = VolumePlanner.CandidateClusters(store.Snapshot, order);
        return runner.StartAsync(
            editor => volumes.PlanCreate(editor, order),
            operation => LaneOfVolume(operation, OperationChange.AddVolume),
            cancellationToken);
    }

    /// <inheritdoc/>
    public VolumePlan PreviewCreateVolume(VolumeOrder order) => volumes.PreviewCreate(store.Snapshot, order);

    /// <inheritdoc/>
    public VolumePlan PreviewExpandVolume(string volumeId, int addGiB) => volumes.PreviewExpand(store.Snapshot, volumeId, addGiB);

    /// <inheritdoc/>
    public Task<string> ExpandVolumeAsync(string volumeId, int addGiB, CancellationToken cancellationToken)
    {
        _ = VolumePlanner.Existing(store.Snapshot, volumeId);
        return runner.StartAsync(
            editor => volumes.PlanExpand(editor, volumeId, addGiB),
            operation => LaneOfVolume(operation, OperationChange.ExpandVolume),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken)
    {
        var topology = store.Snapshot;
        var volume = topology.Volumes.Find(volumeId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
        VolumePlanner.RefuseToDelete(topology, volume);
        return runner.StartAsync(
            editor => volumes.PlanDelete(editor, volumeId),
            operation => LaneOfVolume(operation, OperationChange.DeleteVolume),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> CreateBlockVolumeAsync(BlockVolumeOrder order, CancellationToken cancellationToken)
    {
        _ = VolumePlanner.CandidateClusters(store.Snapshot, blocks.HostingOrder(order));
        return runner.StartAsync(
            editor => blocks.PlanCreate(editor, order),
            operation => LaneOfBlock(operation, OperationChange.AddBlockVolume),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> ExpandBlockVolumeAsync(string blockVolumeId, int newSizeGiB, CancellationToken cancellationToken)
    {
        _ = BlockVolumePlanner.Existing(store.Snapshot, blockVolumeId);
        return runner.StartAsync(
            editor => blocks.PlanExpand(editor, blockVolumeId, newSizeGiB),
            operation => LaneOfBlock(operation, OperationChange.ExpandBlockVolume),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> DeleteBlockVolumeAsync(string blockVolumeId, CancellationToken cancellationToken)
    {
        Require(store.Snapshot.BlockVolumes.Contains(blockVolumeId));
        return runner.StartAsync(
            editor => blocks.PlanDelete(editor, blockVolumeId),
            operation => LaneOfBlock(operation, OperationChange.DeleteBlockVolume),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> CloneVolumeAsync(string volumeId, string name, CancellationToken cancellationToken)
    {
        var origin = VolumePlanner.Existing(store.Snapshot, volumeId);
        return runner.StartAsync(editor => clones.PlanClone(editor, volumeId, name), _ => origin.ClusterId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string> SetBlockRestrictionAsync(string volumeId, BlockRestriction restriction, CancellationToken cancellationToken)
    {
        var volume = VolumePlanner.Existing(store.Snapshot, volumeId);
        runner.RequireRoom();
        BlockRestrictionRule.RefuseToSet(volume);
        return Task.FromResult(runner.StartUnjournaled(async () =>
        {
            await store.ChangeAsync(editor => BlockRestrictionRule.Set(editor, volumeId, restriction), CancellationToken.None).ConfigureAwait(false);
            return "/volumes/" + volumeId;
        }));
    }

    /// <inheritdoc/>
    public async Task<string> AddNodeAsync(NodeOrder order, CancellationToken cancellationToken)
    {
        NodePlanner.RefuseToAdd(store.Snapshot, order);
        await RequireGlusterdAsync(order, cancellationToken).ConfigureAwait(false);
        return await runner.StartUnthrottledAsync(editor => nodePlans.PlanAdd(editor, order), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<string> DeleteNodeAsync(string nodeId, CancellationToken cancellationToken) =>
        runner.StartUnthrottledAsync(editor => nodePlans.PlanDelete(editor, nodeId), cancellationToken);

    /// <inheritdoc/>
    public Task<string> SetNodeStateAsync(string nodeId, EntryState state, bool healCheck, CancellationToken cancellationToken)
    {
        var node = Require(store.Snapshot.Nodes.Find(nodeId));
        if (state is EntryState.Failed && node.State is not EntryState.Failed)
        {
            return runner.StartQueuedAsync(editor => nodePlans.PlanRemove(editor, nodeId, healCheck), _ => node.ClusterId, cancellationToken);
        }

        return Task.FromResult(runner.StartUnjournaled(async () =>
        {
            await store.ChangeAsync(editor => NodePlanner.SetState(editor, nodeId, state), CancellationToken.None).ConfigureAwait(false);
            return null;
        }));
    }

    /// <inheritdoc/>
    public Task<string> AddDeviceAsync(DeviceOrder order, CancellationToken cancellationToken) =>
        runner.StartUnthrottledAsync(editor => devices.PlanAdd(editor, order), cancellationToken);

    /// <inheritdoc/>
    public Task<string> DeleteDeviceAsync(string deviceId, bool forceForget, CancellationToken cancellationToken) =>
        runner.StartUnthrottledAsync(editor => devices.PlanDelete(editor, deviceId, forceForget), cancellationToken);

    /// <inheritdoc/>
    public Task<string> ResyncDeviceAsync(string deviceId, CancellationToken cancellationToken)
    {
        Require(store.Snapshot.Devices.Contains(deviceId));
        return Task.FromResult(runner.StartUnjournaled(async () =>
        {
            var topology = store.Snapshot;
            DevicePlanner.RefuseToResync(topology, deviceId);
            var device = topology.Devices[deviceId];
            var host = NodeHost.Of(topology.Nodes[device.NodeId]);
            var report = await nodes.Devices.InspectAsync(host, DeviceHandle.Of(device), CancellationToken.None).ConfigureAwait(false);
            await store.ChangeAsync(editor => DevicePlanner.ApplyReport(editor, deviceId, report), CancellationToken.None).ConfigureAwait(false);
            return null;
        }));
    }

    /// <inheritdoc/>
    public Task<string> SetDeviceStateAsync(string deviceId, EntryState state, bool healCheck, CancellationToken cancellationToken)
    {
        var device = Require(store.Snapshot.Devices.Find(deviceId));
        if (state is EntryState.Failed && device.State is not EntryState.Failed)
        {
            return runner.StartQueuedAsync(
                editor => devices.PlanRemove(editor, deviceId, healCheck),
                _ => LaneOfNode(device.NodeId),
                cancellationToken);
        }

        return Task.FromResult(runner.StartUnjournaled(async () =>
        {
            await store.ChangeAsync(editor => DevicePlanner.SetState(editor, deviceId, state), CancellationToken.None).ConfigureAwait(false);
            return null;
        }));
    }

    /// <inheritdoc/>
    public Task<string> EvictBrickAsync(string brickId, bool healCheck, CancellationToken cancellationToken)
    {
        var brick = Require(store.Snapshot.Bricks.Find(brickId));
        return runner.StartQueuedAsync(
            editor => bricks.PlanEvict(editor, brickId, healCheck),
            _ => LaneOfNode(brick.NodeId),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Cluster> CreateClusterAsync(bool file, bool block, CancellationToken cancellationToken) =>
        store.ChangeAsync(editor => ClusterPlanner.Create(editor, file, block), cancellationToken);

    /// <inheritdoc/>
    public Task SetClusterFlagsAsync(string clusterId, bool file, bool block, CancellationToken cancellationToken) =>
        store.ChangeAsync(editor => ClusterPlanner.SetFlags(editor, clusterId, file, block), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteClusterAsync(string clusterId, CancellationToken cancellationToken) =>
        store.ChangeAsync(editor => ClusterPlanner.Delete(editor, clusterId), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableSortedDictionary<string, string>> ChangeNodeTagsAsync(string nodeId, TagsChange change, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            editor =>
            {
                var node = Require(editor.Current.Nodes.Find(nodeId));
                var tags = change.ApplyTo(node.Tags);
                editor.Put(node with { Tags = tags });
                return tags;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableSortedDictionary<string, string>> ChangeDeviceTagsAsync(string deviceId, TagsChange change, CancellationToken cancellationToken) =>
        store.ChangeAsync(
            editor =>
            {
                var device = Require(editor.Current.Devices.Find(deviceId));
                var tags = change.ApplyTo(device.Tags);
                editor.Put(device with { Tags = tags });
                return tags;
            },
            cancellationToken);

    /// <summary>Heketi API: a node joins only while glusterd answers on it (the first one) or on one of its future peers.</summary>
    private async Task RequireGlusterdAsync(NodeOrder order, CancellationToken cancellationToken)
    {
        var peers = store.Snapshot.PoolOf(order.ClusterId).Hosts;
        var candidates = peers.IsEmpty ? [new NodeHost("", order.ManageHostnames[0], order.StorageHostnames[0])] : peers;
        var reasons = new List<string>();
        foreach (var host in candidates)
        {
            try
            {
                await nodes.Peers.CheckAsync(host, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (NodeException e)
            {
                reasons.Add($"{host.ManageHost}: {e.Message.Trim()}");
            }
        }

        var text = peers.IsEmpty ? "New Node doesn't have glusterd running" : "None of the nodes in cluster has glusterd running";
        throw new OperationRefusedException(RefusalReason.BadRequest, $"{text}: {string.Join("; ", reasons)}");
    }

    private string LaneOfVolume(PendingOperation operation, OperationChange change) =>
        store.Snapshot.Volumes.Find(operation.Actions.First(a => a.Change == change).EntityId)?.ClusterId ?? "";

    private string LaneOfBlock(PendingOperation operation, OperationChange change) =>
        store.Snapshot.BlockVolumes.Find(operation.Actions.First(a => a.Change == change).EntityId)?.ClusterId ?? "";

    private string LaneOfNode(string nodeId) => store.Snapshot.Nodes.Find(nodeId)?.ClusterId ?? "";

    private static T Require<T>(T? found)
        where T : class => found ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");

    private static void Require(bool found)
    {
        if (!found)
        {
            throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
        }
    }
}
