using Heketi.Core.Nodes;
using Heketi.Core.Operations.Bricks;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Devices;

/// <summary>Plans device operations inside a store change.</summary>
public sealed class DevicePlanner(TimeProvider time)
{
    /// <summary>Plans a new disk. That two disks of a node have one name is no mistake: kernel names move after a reboot.</summary>
    /// <exception cref="OperationRefusedException">The node is not there, or is leaving, or the disk is being added already.</exception>
    public PendingOperation PlanAdd(TopologyEditor editor, DeviceOrder order)
    {
        ArgumentNullException.ThrowIfNull(editor);
        ArgumentNullException.ThrowIfNull(order);
        if (!editor.Current.Nodes.Contains(order.NodeId) || editor.Current.IsInvolved(order.NodeId, OperationKind.DeleteNode))
        {
            throw new OperationRefusedException(RefusalReason.NotFound, "Node id does not exist");
        }

        // Two at once would both find it free, and with destroydata the second one wipe what the first one made
        if (editor.Current.Operations.Any(other => other is { Kind: OperationKind.AddDevice, Status: OperationStatus.New }
            && DeviceRecord.Read(other) is var adding && adding.NodeId == order.NodeId && adding.Name == order.Name))
        {
            throw new OperationRefusedException(RefusalReason.Conflict, $"Device {order.Name} is being added to node {order.NodeId} already");
        }

        var record = new DeviceRecord(EntityId.New(), order.NodeId, order.Name, order.DestroyData, order.Tags);
        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.AddDevice,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = [new(OperationChange.AddDevice, record.DeviceId)],
            Details = record.Details,
        };
    }

    /// <summary>Plans the end of a failed, empty disk.</summary>
    /// <exception cref="OperationRefusedException">It is not there, not failed, or not empty.</exception>
    public PendingOperation PlanDelete(TopologyEditor editor, string deviceId, bool forceForget)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var device = Existing(editor.Current, deviceId);
        if (device.State is not EntryState.Failed)
        {
            throw new OperationRefusedException(RefusalReason.BadRequest, $"device: {deviceId} is not in failed state");
        }

        if (!editor.Current.BricksOfDevice(deviceId).IsEmpty || editor.Current.IsInvolved(deviceId))
        {
            throw new OperationRefusedException(RefusalReason.Conflict, OperationInvolvement.InUse);
        }

        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.DeleteDevice,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = [new(OperationChange.DeleteDevice, deviceId)],
            Details = forceForget ? EntryTags.None.Add(DeleteDeviceHandler.ForceForgetKey, "true") : EntryTags.None,
        };
    }

    /// <summary>Plans to move all bricks away from a device, which is failed then.</summary>
    /// <param name="editor">The change.</param>
    /// <param name="deviceId">Id of the device.</param>
    /// <param name="healCheck">Heals are looked at before and after each brick.</param>
    /// <param name="parentId">Operation that it is part of: then the device need not be offline, as its node is.</param>
    /// <exception cref="OperationRefusedException">It is not there, online, or busy.</exception>
    public PendingOperation PlanRemove(TopologyEditor editor, string deviceId, bool healCheck, string? parentId = null)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var device = Existing(editor.Current, deviceId);
        if (device.State is EntryState.Online && parentId is null)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed, $"Device must be offline before remove operation is performed, device:{deviceId}");
        }

        if (editor.Current.IsInvolved(deviceId) || BusyBrickOf(editor.Current, deviceId) is not null)
        {
            throw new OperationRefusedException(RefusalReason.Failed, OperationInvolvement.InUse);
        }

        BrickSet.RefuseWithoutCopies(editor.Current, deviceId);
        return new()
        {
            Id = EntityId.New(),
            Kind = OperationKind.RemoveDevice,
            Timestamp = time.GetUtcNow().ToUnixTimeSeconds(),
            Actions = [new(OperationChange.RemoveDevice, deviceId), .. RemovalRecord.PartOf(parentId)],
            Details = RemovalRecord.DetailsOf(healCheck),
        };
    }

    /// <summary>Marks a device as removed once it is empty.</summary>
    /// <exception cref="OperationRefusedException">It has bricks.</exception>
    internal static void Fail(TopologyEditor editor, string deviceId)
    {
        var device = Existing(editor.Current, deviceId);
        if (!editor.Current.BricksOfDevice(deviceId).IsEmpty)
        {
            throw new OperationRefusedException(
                RefusalReason.Failed, $"Unable to remove device [{deviceId}]: it got new bricks meanwhile; remove it again");
        }

        editor.Put(device with { State = EntryState.Failed });
    }

    /// <summary>Moves a device to another state.</summary>
    /// <exception cref="OperationRefusedException">It cannot go there from where it is.</exception>
    public static void SetState(TopologyEditor editor, string deviceId, EntryState state)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var device = Existing(editor.Current, deviceId);
        switch (device.State, state)
        {
            case (EntryState.Failed, EntryState.Online):
                throw new OperationRefusedException(RefusalReason.Failed, "Cannot move a failed/removed device to online state");
            case (EntryState.Online, EntryState.Failed):
                throw new OperationRefusedException(
                    RefusalReason.Failed, $"Device must be offline before remove operation is performed, device:{deviceId}");
            case (EntryState.Offline, EntryState.Failed):
                throw new InvalidOperationException("A device is removed by an operation of its own");
        }

        if (editor.Current.IsInvolved(deviceId))
        {
            throw new OperationRefusedException(RefusalReason.Failed, OperationInvolvement.InUse);
        }

        editor.Put(device with { State = state });
    }

    /// <summary>Refuses a resync while an operation gives or takes space of the device.</summary>
    /// <exception cref="OperationRefusedException">It is busy or not there.</exception>
    public static void RefuseToResync(TopologySnapshot topology, string deviceId)
    {
        ArgumentNullException.ThrowIfNull(topology);
        _ = Existing(topology, deviceId);
        if (BusyBrickOf(topology, deviceId) is not null || topology.IsInvolved(deviceId))
        {
            throw new OperationRefusedException(RefusalReason.Failed, OperationInvolvement.InUse);
        }
    }

    /// <summary>
    /// Mends our books by what the node says. What bricks have stays used whatever it says: space must never be given twice.
    /// </summary>
    public static void ApplyReport(TopologyEditor editor, string deviceId, DeviceReport report)
    {
        ArgumentNullException.ThrowIfNull(editor);
        ArgumentNullException.ThrowIfNull(report);
        RefuseToResync(editor.Current, deviceId);
        var device = editor.Current.Devices[deviceId];
        var ours = editor.Current.BricksOfDevice(deviceId)
            .Select(id => editor.Current.Bricks[id])
            .GroupBy(b => b.ThinPool.Length > 0 ? b.ThinPool : b.Id, StringComparer.Ordinal)
            .Aggregate(0UL, (sum, pool) => sum + pool.Max(b => b.TotalKiB));
        var used = Math.Min(report.TotalKiB, Math.Max(report.TotalKiB - report.FreeKiB, ours));
        editor.Put(device with
        {
            Storage = new(report.TotalKiB, report.TotalKiB - used, used),
            ExtentSizeKiB = report.ExtentSizeKiB,
            PvUuid = report.PvUuid.Length > 0 ? report.PvUuid : device.PvUuid,
            Paths = report.Paths.IsDefaultOrEmpty ? device.Paths : report.Paths,
        });
    }

    /// <summary>A brick of the device that an operation makes, moves or takes away.</summary>
    private static string? BusyBrickOf(TopologySnapshot topology, string deviceId) =>
        topology.BricksOfDevice(deviceId).FirstOrDefault(b => topology.Bricks[b].PendingId.Length > 0 || topology.IsInvolved(b));

    private static Device Existing(TopologySnapshot topology, string deviceId) =>
        topology.Devices.Find(deviceId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
}
