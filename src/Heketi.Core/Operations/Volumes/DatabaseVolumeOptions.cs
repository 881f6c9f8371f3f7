using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Store;

namespace Heketi.Core.Operations.Volumes;

/// <summary>
/// The options of a volume that holds this server's database: nothing of it may linger in a client's caches. A volume made
/// before they were known has level 0, or none, in <c>user.heketi.dbstoragelevel</c>.
/// </summary>
public sealed class DatabaseVolumeOptions(ITopologyStore store, IStorageNodes nodes)
{
    /// <summary>Which set of options the volume has; anything but "0" is left as it is ("custom": an administrator's own).</summary>
    public const string LevelOption = "user.heketi.dbstoragelevel";

    private const string OldLevel = "0";

    private static readonly ImmutableArray<string> Recommended =
    [
        "performance.stat-prefetch off",
        "performance.write-behind off",
        "performance.open-behind off",
        "performance.quick-read off",
        "performance.strict-o-direct on",
        "performance.read-ahead off",
        "performance.io-cache off",
        "performance.readdir-ahead off",
        // The last one: were the others cut off half-way, the next try sets them all
        LevelOption + " 1",
    ];

    /// <summary>Sets the options, if the volume has level 0.</summary>
    /// <param name="volumeName">Name of the volume; null: that of the database, heketidbstorage.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was done, for people.</returns>
    /// <exception cref="OperationRefusedException">The books have no such volume, or Gluster has none.</exception>
    /// <exception cref="NodeException">The nodes did not do it.</exception>
    public async Task<string> UpdateAsync(string? volumeName, CancellationToken cancellationToken)
    {
        var name = volumeName ?? VolumePlanner.DatabaseVolumeName;
        var topology = store.Snapshot;
        var volume = topology.Volumes.Where(v => v.Name == name && v.PendingId.Length == 0).OrderBy(v => v.Id, StringComparer.Ordinal).FirstOrDefault()
            ?? throw new OperationRefusedException(RefusalReason.NotFound, $"Volume {name} not found; --force-volume-name names another one");
        var pool = topology.PoolOf(volume.ClusterId, topology.BricksOfVolume(volume.Id).Select(id => topology.Bricks[id].NodeId));
        var found = await nodes.Volumes.FindAsync(pool, name, cancellationToken).ConfigureAwait(false)
            ?? throw new OperationRefusedException(RefusalReason.NotFound, $"Volume {name} is in the database, but not in Gluster");
        if (found.Options.GetValueOrDefault(LevelOption, OldLevel) is not OldLevel and var level)
        {
            return $"Volume {name} has db storage level {level}: nothing to do";
        }

        await nodes.Volumes.SetOptionsAsync(pool, name, Recommended, cancellationToken).ConfigureAwait(false);
        return $"Volume {name} has the options of db storage level 1 now";
    }
}
