using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>
/// Adds brick sets to a volume. Once Gluster has the new bricks, files may be on them: from then on an expand only goes forward.
/// </summary>
public sealed class ExpandVolumeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    private readonly BrickWork bricks = new(nodes);

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.ExpandVolume;

    /// <inheritdoc/>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        await bricks.CreateAsync(work.Topology, work.Bricks, work.Volume.Gid, cancellationToken).ConfigureAwait(false);
        await nodes.Volumes.ExpandAsync(work.Pool, work.Spec, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(operation, work, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Gluster has some of the new bricks: a human has to look.</exception>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        await nodes.Volumes.SettleAsync(work.Pool, work.Volume.Name, work.Volume.Id, cancellationToken).ConfigureAwait(false);
        var volume = await nodes.Volumes.FindAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        var added = volume is null ? [] : work.GlusterPaths.Intersect(volume.BrickPaths, StringComparer.Ordinal).ToList();
        if (added.Count == work.Bricks.Length && added.Count > 0)
        {
            return await FinishAsync(operation, work, cancellationToken).ConfigureAwait(false);
        }

        if (added.Count > 0)
        {
            throw new InvalidOperationException(
                $"Volume {work.Volume.Name} has {added.Count} of the {work.Bricks.Length} new bricks ({string.Join(", ", added)}). " +
                "Files may be on them, so nothing is taken away: remove these bricks with 'gluster volume remove-brick start/commit', " +
                "or add the missing ones, and clean the operation up again.");
        }

        var freed = await bricks.DestroyAsync(work.Topology, work.Bricks, cancellationToken).ConfigureAwait(false);
        return new(editor => BrickWork.Forget(editor, work.Bricks, freed));
    }

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    private async Task<OperationEnding> FinishAsync(PendingOperation operation, VolumeOperation work, CancellationToken cancellationToken)
    {
        await bricks.PersistAsync(work.Topology, work.Bricks, cancellationToken).ConfigureAwait(false);
        var delta = operation.Actions.First(a => a.Change is OperationChange.ExpandVolume).DeltaGiB ?? 0;
        return new(
            editor =>
            {
                var volume = editor.Current.Volumes[work.Volume.Id];
                editor.Put(BlockHostingSpace.Grow(volume, delta) with
                {
                    MountHosts = VolumePlanner.MountHostsOf(editor.Current, volume.ClusterId),
                });
                BrickWork.Settle(editor, work.Bricks);
            },
            "/volumes/" + work.Volume.Id);
    }

    private VolumeOperation Read(PendingOperation operation) =>
        VolumeOperation.Of(store.Snapshot, operation, OperationChange.ExpandVolume, OperationChange.AddBrick);
}
