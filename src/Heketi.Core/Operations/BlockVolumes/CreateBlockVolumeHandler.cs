using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.BlockVolumes;

/// <summary>Makes a block volume, and before it the hosting volume when the plan has one.</summary>
public sealed class CreateBlockVolumeHandler(ITopologyStore store, IStorageNodes nodes, CreateVolumeHandler hosting) : IOperationKindHandler
{
    /// <summary>
    /// Detail of the journal record: the name was found free on the hosting volume, so what is there under it from then on was
    /// made by this operation. Without it nothing of that name is taken away.
    /// </summary>
    private const string NameWasFree = "block-name-was-free";

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.CreateBlockVolume;

    /// <inheritdoc/>
    /// <exception cref="VolumeNameTakenException">gluster-block has one of that name that this server did not make.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var made = HasHosting(operation) ? await hosting.ExecuteAsync(operation, cancellationToken).ConfigureAwait(false) : null;
        var work = Read(operation);
        await ClaimNameAsync(work, operation.Id, cancellationToken).ConfigureAwait(false);
        var block = work.Block;
        var spec = new BlockSpec(work.Hosting.Name, block.Name, block.SizeGiB, block.Hosts, block.Auth);
        var target = await nodes.Blocks.CreateAsync(work.Pool, spec, cancellationToken).ConfigureAwait(false);
        return new(
            editor =>
            {
                made?.Apply(editor);
                editor.Put(editor.Current.BlockVolumes[block.Id] with
                {
                    Iqn = target.Iqn,
                    Username = target.Username,
                    Password = target.Password,
                    PendingId = "",
                });
            },
            "/blockvolumes/" + block.Id);
    }

    /// <inheritdoc/>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var work = Read(operation);
        var isOurs = work.Block.Name == BlockOperation.DefaultName(work.Block.Id)
            || store.Snapshot.Operations[operation.Id].Details.ContainsKey(NameWasFree);
        var mayBeThere = isOurs && (!HasHosting(operation) || await HostingIsThereAsync(work, cancellationToken).ConfigureAwait(false));
        if (mayBeThere)
        {
            await nodes.Blocks.DeleteAsync(work.Pool, work.Hosting.Name, work.Block.Name, cancellationToken).ConfigureAwait(false);
        }

        var undone = HasHosting(operation) ? await hosting.UndoAsync(operation, cancellationToken).ConfigureAwait(false) : null;
        return new(editor =>
        {
            editor.Remove(work.Block);
            if (undone is null)
            {
                BlockOperation.GiveBack(editor, work.Hosting.Id, work.Block.SizeGiB);
            }

            undone?.Apply(editor);
        });
    }

    /// <summary>Undoes it: nobody was told that the block volume exists.</summary>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    private async Task ClaimNameAsync(BlockOperation work, string operationId, CancellationToken cancellationToken)
    {
        var found = await nodes.Blocks.FindAsync(work.Pool, work.Hosting.Name, work.Block.Name, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            throw new VolumeNameTakenException(
                $"gluster-block has a block volume named {work.Block.Name} on {work.Hosting.Name} that is not in this server's database; "
                + "it was left untouched. Choose another name.");
        }

        await store.ChangeAsync(
            editor =>
            {
                var record = editor.Current.Operations[operationId];
                editor.Put(record with { Details = record.Details.SetItem(NameWasFree, "true") });
                return true;
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<bool> HostingIsThereAsync(BlockOperation work, CancellationToken cancellationToken) =>
        await nodes.Volumes.FindAsync(work.Pool, work.Hosting.Name, cancellationToken).ConfigureAwait(false) is not null;

    private static bool HasHosting(PendingOperation operation) => operation.Actions.Any(action => action.Change is OperationChange.AddVolume);

    private BlockOperation Read(PendingOperation operation) => BlockOperation.Of(store.Snapshot, operation, OperationChange.AddBlockVolume);
}
