namespace Heketi.Core.Nodes;

/// <summary>
/// LVM refuses a disk because something is on it, or because it is not there. A caller that was asked to destroy what is on it
/// first looks whether <see cref="PvUuid"/> or <see cref="VolumeGroup"/> is of a device that it knows: another name of a
/// disk in use must never be wiped.
/// </summary>
public sealed class DiskInUseException(
    string reason, string host, string command, int exitCode, string standardError, string device, string pvUuid, string volumeGroup)
    : NodeCommandException(Text(device, pvUuid, reason), host, command, exitCode, standardError)
{
    /// <summary>Path of the disk.</summary>
    public string Device { get; } = device;

    /// <summary>UUID of the physical volume that is on it; empty: none.</summary>
    public string PvUuid { get; } = pvUuid;

    /// <summary>Volume group that it belongs to; empty: none.</summary>
    public string VolumeGroup { get; } = volumeGroup;

    /// <summary>The message with another reason, that of a failed wipe.</summary>
    public string MessageFor(string reason) => Text(Device, PvUuid, reason);

    // "aleady": the words of the Heketi API, which scripts may look for
    private static string Text(string device, string pvUuid, string reason) => pvUuid.Length > 0
        ? $"Initializing device {device} failed (aleady contains Physical Volume {pvUuid}): {reason}"
        : $"Initializing device {device} failed (already initialized or contains data?): {reason}";
}
