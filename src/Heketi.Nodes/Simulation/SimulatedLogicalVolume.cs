namespace Heketi.Nodes.Simulation;

/// <summary>A thin pool or a thin volume.</summary>
/// <param name="VolumeGroup">Its volume group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Pool">The pool that a thin volume is in; null: it is a pool.</param>
/// <param name="SizeKiB">What it takes of the volume group.</param>
internal sealed record SimulatedLogicalVolume(string VolumeGroup, string Name, string? Pool, ulong SizeKiB);
