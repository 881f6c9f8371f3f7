using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Makes a volume: bricks on all hosts at once, then the volume in one exec.</summary>
public sealed class CreateVolumeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    private readonly BrickWork bricks = new(nodes);

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.CreateVolume;

    /// <inheritdoc/>
    /// <exception cref="VolumeNameTakenException">Gluster has a volume of that name.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        await nodes.Volumes.RefuseTakenNameAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        await bricks.CreateAsync(work.Topology, work.Bricks, work.Volume.Gid, cancellationToken).ConfigureAwait(false);
        await nodes.Volumes.CreateAsync(work.Pool, work.Spec, cancellationToken).ConfigureAwait(false);
        await bricks.PersistAsync(work.Topology, work.Bricks, cancellationToken).ConfigureAwait(false);
        return new(
            editor =>
            {
                var volume = editor.Current.Volumes[work.Volume.Id];
                // Nodes may have come or gone meanwhile
                editor.Put(volume with { PendingId = "", MountHosts = VolumePlanner.MountHostsOf(editor.Current, volume.ClusterId) });
                BrickWork.Settle(editor, work.Bricks);
            },
            "/volumes/" + work.Volume.Id);
    }

    /// <inheritdoc/>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        var own = work.GlusterPaths.ToImmutableHashSet(StringComparer.Ordinal);
        var found = await nodes.Volumes.FindAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        if (found is null || own.IsSupersetOf(found.BrickPaths))
        {
            await nodes.Volumes.SettleAsync(work.Pool, work.Volume.Name, work.Volume.Id, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await nodes.Volumes.DeleteAsync(work.Pool, work.Volume.Name, own, cancellationToken).ConfigureAwait(false);
        }
        catch (VolumeNameTakenException)
        {
            // Somebody else's volume has the name: it stays, and ours was never made.
        }

        var freed = await bricks.DestroyAsync(work.Topology, work.Bricks, cancellationToken).ConfigureAwait(false);
        return new(editor =>
        {
            BrickWork.Forget(editor, work.Bricks, freed);
            editor.Remove(work.Volume);
        });
    }

    /// <summary>Undoes it: nobody was told that the volume exists.</summary>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    private VolumeOperation Read(PendingOperation operation) =>
        VolumeOperation.Of(store.Snapshot, operation, OperationChange.AddVolume, OperationChange.AddBrick);
}
