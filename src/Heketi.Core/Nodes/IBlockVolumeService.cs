namespace Heketi.Core.Nodes;

/// <summary>Block volumes: iSCSI targets that gluster-block backs with files on a hosting volume.</summary>
public interface IBlockVolumeService
{
    /// <summary>Makes the block volume. One of that name that is there already is a failure: see <see cref="FindAsync"/>.</summary>
    /// <exception cref="NodeCommandException">gluster-block refused.</exception>
    Task<BlockTarget> CreateAsync(GlusterPool pool, BlockSpec block, CancellationToken cancellationToken);

    /// <summary>The block volume as gluster-block knows it, or null.</summary>
    Task<GlusterBlock?> FindAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken);

    /// <summary>Names of the block volumes on a hosting volume.</summary>
    Task<IReadOnlyList<string>> ListAsync(GlusterPool pool, string hostingVolume, CancellationToken cancellationToken);

    /// <summary>Makes it as large as <paramref name="sizeGiB"/>. It has that size already: success.</summary>
    /// <exception cref="NodeCommandException">gluster-block refused, or did it on some hosts only.</exception>
    Task ExpandAsync(GlusterPool pool, string hostingVolume, string name, int sizeGiB, CancellationToken cancellationToken);

    /// <summary>Takes it away with its file. Not there: success.</summary>
    /// <exception cref="NodeCommandException">gluster-block refused.</exception>
    Task DeleteAsync(GlusterPool pool, string hostingVolume, string name, CancellationToken cancellationToken);
}
