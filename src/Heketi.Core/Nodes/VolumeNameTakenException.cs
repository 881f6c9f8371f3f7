namespace Heketi.Core.Nodes;

/// <summary>Gluster has a volume of that name which this server did not make; it is left alone.</summary>
public sealed class VolumeNameTakenException(string message) : Exception(message);
