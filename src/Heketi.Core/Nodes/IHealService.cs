using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>Replacement of bricks, and what Gluster's self-heal has still to do.</summary>
public interface IHealService
{
    /// <summary>All bricks of a volume with what is to be healed from them.</summary>
    /// <exception cref="NodeException">Gluster does not say, for example because the volume is not started.</exception>
    Task<ImmutableArray<BrickHeal>> InfoAsync(GlusterPool pool, string volume, CancellationToken cancellationToken);

    /// <summary>
    /// Has Gluster go through the entries that are known to need a heal now. By itself it does so when a brick comes up, and then
    /// every <c>cluster.heal-timeout</c> (10 minutes) only: an entry that could not be healed at first waits that long.
    /// </summary>
    /// <exception cref="NodeException">Gluster refused; it heals at its own time then.</exception>
    Task HealAsync(GlusterPool pool, string volume, CancellationToken cancellationToken);

    /// <summary>
    /// Puts an empty brick in the place of another one; Gluster heals it from the others of its set. Both are host:path.
    /// Already in its place: success.
    /// </summary>
    /// <exception cref="NodeCommandException">Gluster refused, and the volume has the old brick still.</exception>
    Task ReplaceBrickAsync(GlusterPool pool, string volume, string oldPath, string newPath, CancellationToken cancellationToken);
}
