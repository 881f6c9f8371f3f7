namespace Heketi.Nodes.Lvm;

/// <summary>A physical volume and its volume group, as <c>lvm pvs</c> reports them.</summary>
/// <param name="Name">Its device.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="VolumeGroup">Its volume group; empty: none.</param>
/// <param name="ExtentSizeKiB">Extent size of the group; 0 without one.</param>
/// <param name="Extents">Extents of the group.</param>
/// <param name="FreeExtents">Free ones.</param>
public sealed record PhysicalVolume(string Name, string Uuid, string VolumeGroup, ulong ExtentSizeKiB, ulong Extents, ulong FreeExtents);
