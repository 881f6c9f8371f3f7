namespace Heketi.Core.Nodes;

/// <summary>Raw disks and their volume groups.</summary>
public interface IDeviceService
{
    /// <summary>What LVM knows of the disk, or null when it is no physical volume. Changes nothing.</summary>
    Task<DeviceIdentity?> IdentifyAsync(NodeHost host, string deviceName, CancellationToken cancellationToken);

    /// <summary>
    /// Makes <c>vg_{deviceId}</c> on the disk. Already there on this disk: success. With <paramref name="destroyData"/> what is
    /// on the disk is wiped first; without it a disk in use is refused.
    /// </summary>
    /// <exception cref="NodeCommandException">The disk is missing, in use, or a command failed; message as of LVM.</exception>
    Task<DeviceReport> SetUpAsync(NodeHost host, string deviceName, string deviceId, bool destroyData, CancellationToken cancellationToken);

    /// <summary>Size, identity and paths of a disk that was set up.</summary>
    /// <exception cref="NodeCommandException">It is not there any more.</exception>
    Task<DeviceReport> InspectAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken);

    /// <summary>
    /// Takes <c>vg_{deviceId}</c> and the physical volumes in it away. Finds the disk through the volume group, never by name:
    /// where the volume group is gone, nothing is touched (success). Logical volumes in it: refused.
    /// </summary>
    Task TearDownAsync(NodeHost host, DeviceHandle device, CancellationToken cancellationToken);
}
