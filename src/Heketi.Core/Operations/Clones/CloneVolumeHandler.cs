using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Clones;

/// <summary>
/// Copies a volume. Nothing of the origin is ever taken back: an undo deletes the snapshot of this operation's own name, and a
/// volume of the clone's name only if there was none before and its bricks are snapshots.
/// </summary>
public sealed class CloneVolumeHandler(ITopologyStore store, IStorageNodes nodes) : IOperationKindHandler
{
    private readonly BrickWork bricks = new(nodes);

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.CloneVolume;

    /// <inheritdoc/>
    /// <exception cref="VolumeNameTakenException">Gluster has a volume of the clone's name.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var planned = CloneRecord.Read(store.Snapshot, operation.Id);
        await nodes.Volumes.RefuseTakenNameAsync(planned.Pool, planned.Copy.Name, cancellationToken).ConfigureAwait(false);
        var inOrder = await OrderAsync(planned, cancellationToken).ConfigureAwait(false);
        var work = await store.ChangeAsync(editor => planned.Begin(editor, inOrder), CancellationToken.None).ConfigureAwait(false);
        var made = await nodes.Clones.CloneAsync(work.Pool, work.Spec, cancellationToken).ConfigureAwait(false);
        var placed = CloneLayout.Of(work.Topology, work.Bricks, made)
            ?? throw new InvalidOperationException(
                $"The clone {made.Name} has other bricks than its origin: {string.Join(", ", made.BrickPaths)}");
        await bricks.PersistAsync(work.Topology, placed, cancellationToken).ConfigureAwait(false);
        return new(
            editor =>
            {
                Release(editor, work);
                editor.Put(editor.Current.Volumes[work.Copy.Id] with { PendingId = "" });
                foreach (var brick in placed)
                {
                    editor.Put(brick with { PendingId = "" });
                }
            },
            "/volumes/" + work.Copy.Id);
    }

    /// <inheritdoc/>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var work = CloneRecord.Read(store.Snapshot, operation.Id);
        var freed = ImmutableHashSet<string>.Empty;
        if (work.IsBegun)
        {
            await nodes.Clones.DeleteSnapshotAsync(work.Pool, work.Spec, cancellationToken).ConfigureAwait(false);
            work = await DeleteCloneAsync(work, cancellationToken).ConfigureAwait(false);
            // Without a logical volume of their own there is nothing of them on any node
            freed = await bricks
                .DestroyAsync(work.Topology, work.Bricks.Where(b => b.LogicalVolume.Length > 0), cancellationToken)
                .ConfigureAwait(false);
        }

        return new(editor =>
        {
            Release(editor, work);
            BrickWork.Forget(editor, work.Bricks, freed);
            editor.Remove(work.Copy);
        });
    }

    /// <summary>
    /// Undoes it: nobody was told that the clone exists. Of an operation of the original, which says nothing about how far it
    /// came, only the records go; what it may have made in Gluster is left to an administrator.
    /// </summary>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    /// <summary>The clone's bricks in the order in which Gluster has the origin's.</summary>
    private async Task<ImmutableArray<Brick>> OrderAsync(CloneRecord work, CancellationToken cancellationToken)
    {
        var origin = await nodes.Volumes.FindAsync(work.Pool, work.Origin.Name, cancellationToken).ConfigureAwait(false);
        if (origin is null)
        {
            return work.Bricks;
        }

        var byPath = work.Bricks.ToDictionary(b => work.Topology.GlusterPathOf(work.OriginOf(b)), StringComparer.Ordinal);
        return byPath.Keys.ToImmutableHashSet(StringComparer.Ordinal).SetEquals(origin.BrickPaths)
            ? [.. origin.BrickPaths.Select(path => byPath[path])]
            : throw new InvalidOperationException(
                $"Unable to clone volume {origin.Name}: Gluster has it with the bricks {string.Join(", ", origin.BrickPaths)}, "
                + $"the database with {string.Join(", ", byPath.Keys)}; make them equal first");
    }

    /// <summary>Deletes the clone, if Gluster has it. The names of its logical volumes are journaled before: afterwards nobody could tell them.</summary>
    private async Task<CloneRecord> DeleteCloneAsync(CloneRecord work, CancellationToken cancellationToken)
    {
        var found = await nodes.Volumes.FindAsync(work.Pool, work.Copy.Name, cancellationToken).ConfigureAwait(false);
        if (found is null || CloneLayout.Of(work.Topology, work.Bricks, found) is not { } placed)
        {
            return work;
        }

        var located = await store.ChangeAsync(
            editor =>
            {
                placed.ToList().ForEach(editor.Put);
                return CloneRecord.Read(editor.Current, work.OperationId);
            },
            CancellationToken.None).ConfigureAwait(false);
        await nodes.Volumes
            .DeleteAsync(located.Pool, found.Name, [.. located.Bricks.Select(located.Topology.GlusterPathOf)], cancellationToken)
            .ConfigureAwait(false);
        return located;
    }

    /// <summary>The original hides a volume while it is cloned; a record of it that is taken over must not stay hidden.</summary>
    private static void Release(TopologyEditor editor, CloneRecord work)
    {
        if (editor.Current.Volumes.Find(work.Origin.Id) is { } origin && origin.PendingId == work.OperationId)
        {
            editor.Put(origin with { PendingId = "" });
        }
    }
}
