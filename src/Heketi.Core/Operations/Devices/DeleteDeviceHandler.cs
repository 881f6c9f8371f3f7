using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Devices;

/// <summary>Takes the volume group off a failed disk and forgets the disk; with force it is forgotten whatever the node says.</summary>
public sealed class DeleteDeviceHandler(ITopologyStore store, IStorageNodes nodes, ILogger<DeleteDeviceHandler> logger) : IOperationKindHandler
{
    /// <summary>Key of the details that says to forget the disk in any case.</summary>
    public const string ForceForgetKey = "forceforget";

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.DeleteDevice;

    /// <inheritdoc/>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var topology = store.Snapshot;
        var device = topology.Devices[operation.Actions[0].EntityId];
        var host = NodeHost.Of(topology.Nodes[device.NodeId]);
        try
        {
            await nodes.Devices.TearDownAsync(host, DeviceHandle.Of(device), cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException e) when (operation.Details.ContainsKey(ForceForgetKey))
        {
            logger.LogWarning(e, "Device {Device} ({Name} on {Host}) is forgotten although it could not be cleaned", device.Id, device.Name, host.ManageHost);
        }
        catch (NodeException e)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed,
                $"Failed to delete device {LinkOf(device)} with id {device.Id} on host {host.ManageHost}: {e.Message}");
        }

        return new(editor => editor.Remove(device));
    }

    /// <inheritdoc/>
    public Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        Task.FromResult(new OperationEnding(_ => { }));

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ExecuteAsync(operation, cancellationToken);

    /// <summary>The most lasting name of the disk.</summary>
    private static string LinkOf(Device device) => device switch
    {
        { PvUuid.Length: > 0 } => "/dev/disk/by-id/lvm-pv-uuid-" + device.PvUuid,
        { Paths.IsDefaultOrEmpty: false } => device.Paths[0],
        _ => device.Name,
    };
}
