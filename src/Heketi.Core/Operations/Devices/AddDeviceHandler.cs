using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Devices;

/// <summary>Sets a disk up as a volume group. A disk that is a device of ours already is refused, also with destroydata.</summary>
public sealed class AddDeviceHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.AddDevice;

    /// <inheritdoc/>
    /// <exception cref="OperationRefusedException">The disk is in use by a device of ours.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var record = DeviceRecord.Read(operation);
        var host = NodeHost.Of(store.Snapshot.Nodes[record.NodeId]);
        await RefuseOwnAsync(host, operation, record, cancellationToken).ConfigureAwait(false);
        var report = await nodes.Devices
            .SetUpAsync(host, record.Name, record.DeviceId, record.DestroyData, cancellationToken)
            .ConfigureAwait(false);
        return new(editor => editor.Put(new Device
        {
            Id = record.DeviceId,
            NodeId = record.NodeId,
            Name = record.Name,
            Tags = record.Tags,
            PvUuid = report.PvUuid,
            Paths = report.Paths,
            ExtentSizeKiB = report.ExtentSizeKiB,
            Storage = new(report.TotalKiB, report.FreeKiB, report.TotalKiB - report.FreeKiB),
        }));
    }

    /// <inheritdoc/>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var record = DeviceRecord.Read(operation);
        if (store.Snapshot.Nodes.TryGet(record.NodeId, out var node))
        {
            // Finds the disk through the volume group of this very device: what else is on the disk stays.
            await nodes.Devices
                .TearDownAsync(NodeHost.Of(node), new(record.DeviceId, record.Name, "", []), cancellationToken)
                .ConfigureAwait(false);
        }

        return new(_ => { });
    }

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    private async Task RefuseOwnAsync(NodeHost host, PendingOperation operation, DeviceRecord record, CancellationToken cancellationToken)
    {
        var identity = await nodes.Devices.IdentifyAsync(host, record.Name, cancellationToken).ConfigureAwait(false);
        if (identity is null)
        {
            return;
        }

        var topology = store.Snapshot;
        var owner = topology.Devices.FirstOrDefault(d =>
            d.VolumeGroup == identity.VolumeGroup || (identity.PvUuid.Length > 0 && d.PvUuid == identity.PvUuid));
        if (owner is not null)
        {
            throw new OperationRefusedException(RefusalReason.Failed, $"Device already in use (ID: {owner.Id})");
        }

        // By another name of the disk, in an operation that is about to end
        var adding = topology.Operations
            .Where(other => other.Kind is OperationKind.AddDevice && other.Id != operation.Id)
            .Select(other => DeviceRecord.Read(other).DeviceId)
            .FirstOrDefault(id => "vg_" + id == identity.VolumeGroup);
        if (adding is not null)
        {
            throw new OperationRefusedException(RefusalReason.Failed, $"Device already in use (ID: {adding}, which is being added)");
        }
    }
}
