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

    /// <summary>
    /// Asks how large it is: with the new size the operation is done after all, with the old one the room goes back. From 1 TiB on
    /// both may read alike. Then it is told to grow again: if it has grown, that changes nothing, and the size is sure afterwards.
    /// </summary>
    /// <exception cref="NodeException">Nobody knows: the operation has to stay in the journal.</exception>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        var delta = Delta(operation);
        var newSize = work.Block.SizeGiB + delta;
        var found = await nodes.Blocks.FindAsync(work.Pool, work.Hosting.Name, work.Block.Name, cancellationToken).ConfigureAwait(false);
        if (found is null || found.Size?.MostGiB < newSize)
        {
            return new(editor => BlockOperation.GiveBack(editor, work.Hosting.Id, delta));
        }

        if (found.Size is not { } size || size.LeastGiB <= work.Block.SizeGiB)
        {
            await GrowAgainAsync(work, newSize, found.Size, cancellationToken).ConfigureAwait(false);
        }

        return Grown(work, newSize);
    }

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    private async Task GrowAgainAsync(BlockOperation work, int newSize, BlockSize? told, CancellationToken cancellationToken)
    {
        try
        {
            await nodes.Blocks.ExpandAsync(work.Pool, work.Hosting.Name, work.Block.Name, newSize, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException e)
        {
            throw new NodeException(
                $"gluster-block tells the size of block volume {work.Hosting.Name}/{work.Block.Name} as {told?.ToString() ?? "nothing"}: "
                + $"whether it still has its old {work.Block.SizeGiB} GiB or the new {newSize} GiB cannot be seen, and to make it {newSize} GiB failed. "
                + $"The operation stays pending and is tried again; remove what hinders gluster-block: {e.Message}",
                e.Host,
                e);
        }
    }

    private static int Delta(PendingOperation operation) =>
        operation.Actions.First(action => action.Change is OperationChange.ExpandBlockVolume).DeltaGiB ?? 0;

    private static OperationEnding Grown(BlockOperation work, int sizeGiB) => new(
        editor => editor.Put(editor.Current.BlockVolumes[work.Block.Id] with { SizeGiB = sizeGiB, UsableSizeGiB = sizeGiB }),
        "/blockvolumes/" + work.Block.Id);

    private BlockOperation Read(PendingOperation operation) => BlockOperation.Of(store.Snapshot, operation, OperationChange.ExpandBlockVolume);
}
