using Heketi.Core.Operations.Bricks;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Devices;

/// <summary>
/// Moves all bricks away from a device, one after the other, each by an operation of its own. The first that cannot be moved ends
/// it with its reason; the device stays as it was then, without the bricks that were moved.
/// </summary>
public sealed class RemoveDeviceHandler(ITopologyStore store, BrickPlanner bricks, ILogger<RemoveDeviceHandler> logger) : ICompositeOperationHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.RemoveDevice;

    /// <inheritdoc/>
    /// <exception cref="DeviceWithoutReplacementException">There is no place for a brick.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, IChildOperations children, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(children);
        var deviceId = DeviceOf(operation);
        var ids = store.Snapshot.BricksOfDevice(deviceId);
        var moved = 0;
        try
        {
            foreach (var id in ids)
            {
                await children.RunAsync(
                    editor => bricks.PlanEvict(editor, id, RemovalRecord.ChecksHeals(operation), operation.Id),
                    cancellationToken).ConfigureAwait(false);
                moved++;
            }
        }
        catch (NoReplacementException e)
        {
            throw new DeviceWithoutReplacementException(deviceId, e.Explanation);
        }
        finally
        {
            logger.LogInformation("{Moved} of {Count} bricks were moved away from device {Device}", moved, ids.Count, deviceId);
        }

        return new(editor => DevicePlanner.Fail(editor, deviceId));
    }

    /// <summary>Goes on only as far as it was: a device with bricks stays offline until its removal is asked for again.</summary>
    public async Task<OperationEnding> RecoverAsync(PendingOperation operation, IChildOperations children, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(children);
        await RemovalRecord.RecoverPartsAsync(store.Snapshot, operation, children, cancellationToken).ConfigureAwait(false);
        var deviceId = DeviceOf(operation);
        return new(editor =>
        {
            if (!editor.Current.Devices.Contains(deviceId))
            {
                return;
            }

            var left = editor.Current.BricksOfDevice(deviceId).Count;
            if (left == 0)
            {
                DevicePlanner.Fail(editor, deviceId);
                return;
            }

            logger.LogWarning("The removal of device {Device} was interrupted with {Count} bricks left: remove it again to go on", deviceId, left);
        });
    }

    private static string DeviceOf(PendingOperation operation) =>
        operation.Actions.First(a => a.Change is OperationChange.RemoveDevice).EntityId;
}
