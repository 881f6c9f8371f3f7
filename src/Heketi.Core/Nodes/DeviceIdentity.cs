namespace Heketi.Core.Nodes;

/// <summary>What LVM knows of a disk.</summary>
/// <param name="PvUuid">UUID of the physical volume on it; empty when there is none.</param>
/// <param name="VolumeGroup">Volume group it belongs to; empty when there is none.</param>
public sealed record DeviceIdentity(string PvUuid, string VolumeGroup);
