using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>
/// Takes a volume away. While Gluster has it, a failure leaves it as it was; once Gluster has it no more, the operation only
/// goes forward: its bricks hold nothing that anybody could reach.
/// </summary>
public sealed class DeleteVolumeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    private readonly BrickWork bricks = new(nodes);

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.DeleteVolume;

    /// <inheritdoc/>
    /// <exception cref="VolumeInUseException">It has snapshots.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        if (work.Bricks.IsEmpty)
        {
            return new(editor => editor.Remove(work.Volume));
        }

        await nodes.Volumes.DeleteAsync(work.Pool, work.Volume.Name, [.. work.GlusterPaths], cancellationToken).ConfigureAwait(false);
        var freed = await bricks.DestroyAsync(work.Topology, work.Bricks, cancellationToken).ConfigureAwait(false);
        return new(editor =>
        {
            BrickWork.Forget(editor, work.Bricks, freed);
            editor.Remove(work.Volume);
        });
    }

    /// <summary>Starts the volume again when Gluster still has it; when it has not, there is nothing to go back to.</summary>
    /// <exception cref="InvalidOperationException">The volume is gone, its bricks are not: to be tried again.</exception>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        await nodes.Volumes.SettleAsync(work.Pool, work.Volume.Name, work.Volume.Id, cancellationToken).ConfigureAwait(false);
        var volume = await nodes.Volumes.FindAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        if (volume is null)
        {
            throw new InvalidOperationException($"Volume {work.Volume.Name} is deleted, but not all of its bricks are");
        }

        if (!volume.IsStarted && volume.BrickPaths.ToImmutableHashSet().SetEquals(work.GlusterPaths))
        {
            await nodes.Volumes.StartAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        }

        return new(editor =>
        {
            editor.Put(editor.Current.Volumes[work.Volume.Id] with { PendingId = "" });
            BrickWork.Settle(editor, work.Bricks);
        });
    }

    /// <summary>Goes forward: the delete was asked for.</summary>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ExecuteAsync(operation, cancellationToken);

    private VolumeOperation Read(PendingOperation operation) =>
        VolumeOperation.Of(store.Snapshot, operation, OperationChange.DeleteVolume, OperationChange.DeleteBrick);
}
