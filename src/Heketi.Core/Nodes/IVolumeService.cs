using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>Gluster volumes of a pool.</summary>
public interface IVolumeService
{
    /// <summary>
    /// Creates the volume, sets its options and starts it, in one exec. A volume of that name with exactly these bricks is ours
    /// from before: what is missing is completed.
    /// </summary>
    /// <exception cref="VolumeNameTakenException">A volume of that name with other bricks is there; it was not touched.</exception>
    /// <exception cref="NodeCommandException">Gluster refused.</exception>
    Task CreateAsync(GlusterPool pool, VolumeSpec volume, CancellationToken cancellationToken);

    /// <summary>
    /// Adds brick sets, and starts a rebalance when the configuration says so (a rebalance that does not start is logged, not an
    /// error). Bricks that are in the volume already count as added.
    /// </summary>
    Task ExpandAsync(GlusterPool pool, VolumeSpec addition, CancellationToken cancellationToken);

    /// <summary>
    /// Stops and deletes the volume if its bricks are all among <paramref name="ownBrickPaths"/> (host:path). Not there: success.
    /// </summary>
    /// <exception cref="VolumeNameTakenException">The volume of that name has other bricks: it is not ours.</exception>
    /// <exception cref="VolumeInUseException">It has snapshots; it was not stopped.</exception>
    Task DeleteAsync(GlusterPool pool, string name, ImmutableHashSet<string> ownBrickPaths, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until glusterd has ended what it does with a volume of ours: it goes on with a command whose caller was lost, and shows the
    /// outcome at the end only. After that a look at the volume tells what became of it. A volume that is not there: success.
    /// </summary>
    /// <exception cref="NodeException">It did not end in time, or no host could be reached.</exception>
    Task SettleAsync(GlusterPool pool, string name, string id, CancellationToken cancellationToken);

    /// <summary>Starts the volume. Already started: success.</summary>
    Task StartAsync(GlusterPool pool, string name, CancellationToken cancellationToken);

    /// <summary>Sets options of a volume one after the other, each "key value"; the first refusal ends it.</summary>
    /// <exception cref="NodeCommandException">Gluster refused one; those before it are set.</exception>
    Task SetOptionsAsync(GlusterPool pool, string name, ImmutableArray<string> options, CancellationToken cancellationToken);

    /// <summary>The volume as Gluster knows it, or null.</summary>
    Task<GlusterVolume?> FindAsync(GlusterPool pool, string name, CancellationToken cancellationToken);

    /// <summary>All volumes that Gluster knows.</summary>
    Task<ImmutableArray<GlusterVolume>> ListAsync(GlusterPool pool, CancellationToken cancellationToken);

    /// <summary>Names of the snapshots of a volume.</summary>
    Task<ImmutableArray<string>> SnapshotsAsync(GlusterPool pool, string name, CancellationToken cancellationToken);
}
