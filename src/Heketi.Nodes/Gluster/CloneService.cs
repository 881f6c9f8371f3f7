using Heketi.Core.Nodes;

namespace Heketi.Nodes.Gluster;

/// <summary>Clones by <c>gluster snapshot</c>.</summary>
internal sealed class CloneService(GlusterRunner runner, ClusterLanes lanes, GlusterCommands commands, IVolumeService volumes) : ICloneService
{
    /// <summary>
    /// The clone inherits all options of its origin, user.heketi.id too: that one is set right, but not before
    /// the start, which writes files that a set needs (Gluster 10: "Commit failed on localhost"). Should the snapshot not go, the
    /// clone is no success either: the origin could not be deleted any more.
    /// </summary>
    public async Task<GlusterVolume> CloneAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        await runner.ChangeAsync(
            pool,
            [
                new(commands.SnapshotCreate(clone.Snapshot, clone.Origin)),
                new(commands.SnapshotActivate(clone.Snapshot)),
                new(commands.SnapshotClone(clone.Name, clone.Snapshot)),
                new(commands.VolumeStart(clone.Name)),
                new(commands.VolumeSetId(clone.Name, clone.Id)),
                new(commands.SnapshotDeactivate(clone.Snapshot)) { MayFail = true },
                new(commands.SnapshotDelete(clone.Snapshot)),
            ],
            cancellationToken);
        return await volumes.FindAsync(pool, clone.Name, cancellationToken)
            ?? throw new NodeException($"Gluster says that it made the clone {clone.Name}, but has no volume of that name", pool.ClusterId);
    }

    /// <summary>
    /// glusterd goes on with a snapshot whose CLI was killed, and shows it at the end only. Setting the origin's id to what it is
    /// changes nothing, but takes the same lock: it is refused as busy, and tried again, until that snapshot is there.
    /// </summary>
    public async Task DeleteSnapshotAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        await runner.ChangeAsync(pool, [new(commands.VolumeSetId(clone.Origin, clone.OriginId)) { MayFail = true }], cancellationToken);
        if ((await volumes.SnapshotsAsync(pool, clone.Origin, cancellationToken)).Contains(clone.Snapshot))
        {
            await runner.ChangeAsync(
                pool,
                [new(commands.SnapshotDeactivate(clone.Snapshot)) { MayFail = true }, new(commands.SnapshotDelete(clone.Snapshot))],
                cancellationToken);
        }
    }
}
