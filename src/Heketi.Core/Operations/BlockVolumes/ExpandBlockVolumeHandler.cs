using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.BlockVolumes;

/// <summary>
/// Makes a block volume larger. gluster-block cannot make one smaller: once it has the new size, the operation only goes
/// forward.
/// </summary>
public sealed class ExpandBlockVolumeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.ExpandBlockVolume;

    /// <inheritdoc/>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        var newSize = work.Block.SizeGiB + Delta(operation);
        await nodes.Blocks.ExpandAsync(work.Pool, work.Hosting.Name, work.Block.Name, newSize, cancellationToken).ConfigureAwait(false);
        return Grown(work, newSize);
    }

    /// <summary>Asks how large it is: with the new size the operation is done after all, with the old one the room goes back.</summary>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        var delta = Delta(operation);
        var found = await nodes.Blocks.FindAsync(work.Pool, work.Hosting.Name, work.Block.Name, cancellationToken).ConfigureAwait(false);
        return found?.SizeGiB >= work.Block.SizeGiB + delta
            ? Grown(work, work.Block.SizeGiB + delta)
            : new(editor => BlockOperation.GiveBack(editor, work.Hosting.Id, delta));
    }

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    private static int Delta(PendingOperation operation) =>
        operation.Actions.First(action => action.Change is OperationChange.ExpandBlockVolume).DeltaGiB ?? 0;

    private static OperationEnding Grown(BlockOperation work, int sizeGiB) => new(
        editor => editor.Put(editor.Current.BlockVolumes[work.Block.Id] with { SizeGiB = sizeGiB, UsableSizeGiB = sizeGiB }),
        "/blockvolumes/" + work.Block.Id);

    private BlockOperation Read(PendingOperation operation) => BlockOperation.Of(store.Snapshot, operation, OperationChange.ExpandBlockVolume);
}
