namespace Heketi.Core.Nodes.Inspection;

/// <summary>A file system that is mounted, or that fstab names.</summary>
/// <param name="Device">Block device.</param>
/// <param name="MountPoint">Directory.</param>
/// <param name="Type">xfs, ...</param>
/// <param name="Options">Mount options, comma between.</param>
public sealed record FileSystemEntry(string Device, string MountPoint, string Type, string Options);
