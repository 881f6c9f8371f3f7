namespace Heketi.Core.Nodes;

/// <summary>Copies of volumes, by way of a snapshot.</summary>
public interface ICloneService
{
    /// <summary>
    /// Takes a snapshot of a volume, makes a volume of it, starts that and deletes the snapshot. The bricks of the clone are LVM
    /// snapshots in the thin pools of the origin's bricks, in the same order on the same hosts.
    /// </summary>
    /// <returns>The clone.</returns>
    /// <exception cref="NodeCommandException">Gluster refused; the snapshot or the clone may be there.</exception>
    Task<GlusterVolume> CloneAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes the snapshot of a clone that is given up. Gluster's work on it, which goes on when the one who asked for it is
    /// dead, is waited for: what is not there after this will not come. Not there: success.
    /// </summary>
    Task DeleteSnapshotAsync(GlusterPool pool, CloneSpec clone, CancellationToken cancellationToken);
}
