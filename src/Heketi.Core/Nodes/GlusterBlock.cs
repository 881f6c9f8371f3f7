namespace Heketi.Core.Nodes;

/// <summary>A block volume as gluster-block knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SizeGiB">GiB; 0 when it is not told.</param>
public sealed record GlusterBlock(string Name, int SizeGiB);
