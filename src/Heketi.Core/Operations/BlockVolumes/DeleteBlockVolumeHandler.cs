using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.BlockVolumes;

/// <summary>Takes a block volume away. While gluster-block has it, a failure leaves it as it was.</summary>
public sealed class DeleteBlockVolumeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.DeleteBlockVolume;

    /// <inheritdoc/>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        await nodes.Blocks.DeleteAsync(work.Pool, work.Hosting.Name, work.Block.Name, cancellationToken).ConfigureAwait(false);
        return Gone(work);
    }

    /// <summary>With the block volume still there, everything is as before; without it, it is gone.</summary>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        var work = Read(operation);
        var found = await nodes.Blocks.FindAsync(work.Pool, work.Hosting.Name, work.Block.Name, cancellationToken).ConfigureAwait(false);
        return found is null ? Gone(work) : new(editor => editor.Put(editor.Current.BlockVolumes[work.Block.Id] with { PendingId = "" }));
    }

    /// <summary>Goes forward: the delete was asked for.</summary>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        ExecuteAsync(operation, cancellationToken);

    private static OperationEnding Gone(BlockOperation work) => new(editor =>
    {
        editor.Remove(work.Block);
        BlockOperation.GiveBack(editor, work.Hosting.Id, work.Block.SizeGiB);
    });

    private BlockOperation Read(PendingOperation operation) => BlockOperation.Of(store.Snapshot, operation, OperationChange.DeleteBlockVolume);
}
