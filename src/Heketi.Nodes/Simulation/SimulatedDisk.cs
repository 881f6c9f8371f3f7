namespace Heketi.Nodes.Simulation;

/// <summary>A physical volume.</summary>
/// <param name="Name">Its device.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="VolumeGroup">Its volume group; empty: none.</param>
internal sealed record SimulatedDisk(string Name, string Uuid, string VolumeGroup);
