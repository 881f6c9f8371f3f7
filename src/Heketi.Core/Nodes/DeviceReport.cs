using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>What a node says of one of its volume groups.</summary>
/// <param name="TotalKiB">Size of the volume group.</param>
/// <param name="FreeKiB">Free extents of it, in KiB.</param>
/// <param name="ExtentSizeKiB">Size of an extent.</param>
/// <param name="PvUuid">UUID of the physical volume; empty on the mock.</param>
/// <param name="Paths">Stable paths of the disk (udev), empty on the mock.</param>
public sealed record DeviceReport(ulong TotalKiB, ulong FreeKiB, ulong ExtentSizeKiB, string PvUuid, ImmutableArray<string> Paths);
