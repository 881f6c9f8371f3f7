using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>Bricks of one host; one call is one exec on the host.</summary>
public interface IBrickService
{
    /// <summary>Makes the thin pools, thin volumes, file systems, fstab lines, mounts and brick directories. Those that are there: success.</summary>
    /// <exception cref="NodeCommandException">A command failed; what was made so far is left for <see cref="DestroyAsync"/>.</exception>
    Task CreateAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that what Gluster wrote on the bricks is on the disks (XFS keeps its log in memory for up to 30 s). Of the volume's
    /// id above all, which is written once: a brick that lost it with the power never starts again.
    /// </summary>
    /// <exception cref="NodeCommandException">A brick's file system could not be written.</exception>
    Task PersistAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken);

    /// <summary>
    /// Takes mounts, fstab lines, thin volumes, directories and, where no thin volume is left in them, thin pools away. Those
    /// that are gone: success. Nothing but what belongs to these bricks is touched.
    /// </summary>
    /// <returns>Ids of the bricks whose thin pool is gone (its space is free again). A pool stays while a snapshot or clone is in it, or its volume group is not seen.</returns>
    Task<ImmutableHashSet<string>> DestroyAsync(NodeHost host, ImmutableArray<BrickLayout> bricks, CancellationToken cancellationToken);
}
