using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Operations.Journal;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Placement;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Bricks;

/// <summary>
/// Moves one brick elsewhere: asks Gluster for the set and its heals, finds a place, makes the new brick, lets Gluster replace the
/// old one, waits for the heal, takes the old brick away. Which of the two bricks the volume has decides the direction after
/// a failure or a crash: with the old one the new brick goes, with the new one the old brick goes.
/// </summary>
public sealed class EvictBrickHandler(
    ITopologyStore store,
    IStorageNodes nodes,
    ReplacementPlacer placer,
    OperationSettings settings,
    TimeProvider time,
    ILogger<EvictBrickHandler> logger) : IOperationKindHandler
{
    private const int DestroyAttempts = 3;

    private static readonly TimeSpan DestroyPause = TimeSpan.FromSeconds(2);

    private readonly BrickWork bricks = new(nodes);
    private readonly HealWatch heals = new(nodes.Heals, settings, time, logger);

    /// <inheritdoc/>
    public OperationKind Kind => OperationKind.EvictBrick;

    /// <inheritdoc/>
    /// <exception cref="OperationRefusedException">The set could not do without the brick.</exception>
    /// <exception cref="NoReplacementException">There is no place.</exception>
    /// <exception cref="HealUnfinishedException">The old brick is kept until the new one is healed.</exception>
    public async Task<OperationEnding> ExecuteAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var planned = EvictionRecord.Read(store.Snapshot, operation.Id);
        var set = await SetOfAsync(planned, cancellationToken).ConfigureAwait(false);
        if (planned.HealCheck)
        {
            var info = await nodes.Heals.InfoAsync(planned.Pool, planned.Volume.Name, cancellationToken).ConfigureAwait(false);
            set.RefuseUnsafe(planned.Old, planned.OldPath, info);
        }

        var work = await PlaceAsync(planned, set).ConfigureAwait(false);
        await bricks.CreateAsync(work.Topology, [work.New!], work.Volume.Gid, cancellationToken).ConfigureAwait(false);
        await nodes.Heals
            .ReplaceBrickAsync(work.Pool, work.Volume.Name, work.OldPath, work.NewPath, cancellationToken)
            .ConfigureAwait(false);
        if (work.HealCheck)
        {
            await heals.WaitAsync(work.Pool, work.Volume, set, work.NewPath, cancellationToken).ConfigureAwait(false);
        }

        return await FinishAsync(work, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Gluster's volume has neither brick, or both: a human has to look.</exception>
    public async Task<OperationEnding> UndoAsync(PendingOperation operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var work = EvictionRecord.Read(store.Snapshot, operation.Id);
        if (work.New is not { } added)
        {
            return new(_ => { });
        }

        await nodes.Volumes.SettleAsync(work.Pool, work.Volume.Name, work.Volume.Id, cancellationToken).ConfigureAwait(false);
        var found = await nodes.Volumes.FindAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        switch (found?.BrickPaths.Contains(work.OldPath), found?.BrickPaths.Contains(work.NewPath))
        {
            case (true, false):
                var freed = await bricks.DestroyAsync(work.Topology, [added], cancellationToken).ConfigureAwait(false);
                return new(editor => BrickWork.Forget(editor, [added], freed));
            case (false, true):
                return await GoOnAsync(work, found, cancellationToken).ConfigureAwait(false);
            default:
                throw new InvalidOperationException(
                    $"Gluster's volume {work.Volume.Name} {(found is null ? "is not there" : "has both or neither")} of the bricks "
                    + $"{work.OldPath} and {work.NewPath}; nothing is taken away. Put one of them into the volume and clean the operation up again.");
        }
    }

    /// <inheritdoc/>
    public Task<OperationEnding> RecoverAsync(PendingOperation operation, CancellationToken cancellationToken) =>
        UndoAsync(operation, cancellationToken);

    /// <summary>The set as it was, with the new brick in the place of the old one.</summary>
    private async Task<OperationEnding> GoOnAsync(EvictionRecord work, GlusterVolume? found, CancellationToken cancellationToken)
    {
        if (work.HealCheck)
        {
            var set = BrickSet.Find(work.Topology, work.Volume, work.New!, found);
            await heals.RequireAsync(work.Pool, work.Volume, set, work.NewPath, cancellationToken).ConfigureAwait(false);
        }

        return await FinishAsync(work, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BrickSet> SetOfAsync(EvictionRecord work, CancellationToken cancellationToken)
    {
        var found = await nodes.Volumes.FindAsync(work.Pool, work.Volume.Name, cancellationToken).ConfigureAwait(false);
        return BrickSet.Find(work.Topology, work.Volume, work.Old, found);
    }

    /// <summary>Finds the place and journals it, before anything is made there.</summary>
    private Task<EvictionRecord> PlaceAsync(EvictionRecord planned, BrickSet set) => store.ChangeAsync(
        editor =>
        {
            var request = new ReplacementRequest
            {
                ClusterId = planned.Volume.ClusterId,
                Old = planned.Old,
                Peers = set.Peers,
                SnapshotFactor = planned.Volume.SnapshotFactor,
                StrictZones = VolumeOptions.StrictZones(planned.Volume.Options) ?? settings.StrictZones,
                DeviceFilter = BrickRoles.DeviceFilter(planned.Volume, editor.Current, planned.Old.SubType),
            };
            var brick = placer.Find(editor.Current, request) switch
            {
                ReplacementResult.Found found => found.Brick,
                ReplacementResult.None none => throw new NoReplacementException(NoReplacementException.Text, none.Explanation),
                _ => throw new InvalidOperationException("The placer gave no answer"),
            };
            var operation = editor.Current.Operations[planned.OperationId];
            editor.Put(operation with { Actions = operation.Actions.Add(new(OperationChange.AddBrick, brick.Id)) });
            BrickWork.Reserve(editor, [brick], operation.Id);
            return EvictionRecord.Read(editor.Current, operation.Id);
        },
        CancellationToken.None);

    /// <summary>The volume has the new brick. What becomes of the old one must not matter any more: its host may be dead.</summary>
    private async Task<OperationEnding> FinishAsync(EvictionRecord work, CancellationToken cancellationToken)
    {
        await bricks.PersistAsync(work.Topology, [work.New!], cancellationToken).ConfigureAwait(false);
        var freed = ImmutableHashSet<string>.Empty;
        try
        {
            freed = await DestroyOldAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException e)
        {
            logger.LogWarning(
                e,
                "Brick {Brick} was replaced by {New}, but could not be taken away from its host: {Path} with its logical volume is left there. "
                + "Its space stays booked as used; remove it by hand and resync device {Device}, or delete the device",
                work.Old.Id,
                work.New!.Id,
                work.OldPath,
                work.Old.DeviceId);
        }

        return new(editor =>
        {
            BrickWork.Settle(editor, [work.New!]);
            BrickWork.Forget(editor, [work.Old], freed);
        });
    }

    /// <summary>Gluster's brick process may need a moment to let the old brick go.</summary>
    private async Task<ImmutableHashSet<string>> DestroyOldAsync(EvictionRecord work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await bricks.DestroyAsync(work.Topology, [work.Old], cancellationToken).ConfigureAwait(false);
            }
            catch (NodeCommandException e) when (attempt < DestroyAttempts)
            {
                logger.LogInformation("Brick {Brick} cannot be taken away yet: {Reason}", work.Old.Id, e.Message);
            }

            await Task.Delay(DestroyPause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
