namespace Heketi.Core.Nodes;

/// <summary>The volume has something that must go first, for example snapshots.</summary>
public sealed class VolumeInUseException(string message) : Exception(message);
