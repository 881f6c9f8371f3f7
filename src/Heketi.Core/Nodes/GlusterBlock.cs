namespace Heketi.Core.Nodes;

/// <summary>A block volume as gluster-block knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size; null when it is not told.</param>
public sealed record GlusterBlock(string Name, BlockSize? Size)
{
    /// <summary>A block volume whose size is known.</summary>
    public GlusterBlock(string name, int sizeGiB)
        : this(name, BlockSize.Of(sizeGiB))
    {
    }
}
