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

    public async Task DeleteSnapshotAsync(GlusterPool pool, string volume, string snapshot, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        if ((await volumes.SnapshotsAsync(pool, volume, cancellationToken)).Contains(snapshot))
        {
            await runner.ChangeAsync(
                pool,
                [new(commands.SnapshotDeactivate(snapshot)) { MayFail = true }, new(commands.SnapshotDelete(snapshot))],
                cancellationToken);
        }
    }
}
