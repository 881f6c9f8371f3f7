using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Gluster;

/// <summary>Gluster volumes by the gluster CLI.</summary>
internal sealed class VolumeService(
    GlusterRunner runner,
    ClusterLanes lanes,
    GlusterCommands commands,
    ExecutorSettings settings,
    TimeProvider clock,
    ILogger<VolumeService> logger) : IVolumeService
{
    private static readonly TimeSpan RemovalPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RemovalPatience = TimeSpan.FromMinutes(30);

    public async Task CreateAsync(GlusterPool pool, VolumeSpec volume, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var create = new CommandStep(commands.VolumeCreate(volume));
        var complete = commands.VolumeSets(volume).Append(commands.VolumeStart(volume.Name)).Select(command => new CommandStep(command));
        try
        {
            await runner.ChangeAsync(pool, complete.Prepend(create), cancellationToken);
        }
        catch (NodeCommandException e) when (e is not GlusterBusyException && e.Command == create.Command.ToString())
        {
            await CompleteAsync(pool, volume, e, cancellationToken);
        }
    }

    /// <summary>The volume could not be made. If it is there with exactly our bricks, it is ours from before.</summary>
    private async Task CompleteAsync(GlusterPool pool, VolumeSpec volume, NodeCommandException refusal, CancellationToken cancellationToken)
    {
        var found = await FindAsync(pool, volume.Name, cancellationToken);
        if (found is null)
        {
            throw refusal;
        }

        if (!found.BrickPaths.SequenceEqual(volume.BrickPaths, StringComparer.Ordinal))
        {
            throw Taken(volume.Name);
        }

        var steps = commands.VolumeSets(volume);
        await runner.ChangeAsync(
            pool,
            (found.IsStarted ? steps : steps.Append(commands.VolumeStart(volume.Name))).Select(command => new CommandStep(command)),
            cancellationToken);
    }

    public async Task ExpandAsync(GlusterPool pool, VolumeSpec addition, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var add = new CommandStep(commands.AddBrick(addition));
        ImmutableArray<CommandStep> rebalance = settings.RebalanceOnExpansion
            ? [new CommandStep(commands.RebalanceStart(addition.Name)) { MayFail = true }]
            : [];
        BatchResult result;
        try
        {
            result = await runner.ChangeAsync(pool, rebalance.Prepend(add), cancellationToken);
        }
        catch (NodeCommandException e) when (e is not GlusterBusyException && e.Command == add.Command.ToString())
        {
            var found = await FindAsync(pool, addition.Name, cancellationToken);
            if (found is null || addition.BrickPaths.Except(found.BrickPaths, StringComparer.Ordinal).Any())
            {
                throw;
            }

            if (rebalance.IsEmpty)
            {
                return;
            }

            result = await runner.ChangeAsync(pool, rebalance, cancellationToken);
        }
        catch (NodeCommandException e) when (!rebalance.IsEmpty && e.Command == rebalance[0].Command.ToString())
        {
            logger.LogWarning("Volume {Volume} has its new bricks, but no rebalance was started: {Reason}", addition.Name, e.Message);
            return;
        }

        foreach (var failed in result.Steps.Where(step => !step.IsDone && step.Main is not null))
        {
            logger.LogWarning(
                "Volume {Volume} has its new bricks, but no rebalance was started: {Reason}", addition.Name, BatchResult.TextOf(failed.Main!));
        }
    }

    public async Task DeleteAsync(GlusterPool pool, string name, ImmutableHashSet<string> ownBrickPaths, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var reply = await runner.AskAsync(pool, commands.VolumeInfo(name), cancellationToken);
        if (Single(pool, reply) is not { } found)
        {
            return;
        }

        if (!ownBrickPaths.IsSupersetOf(found.BrickPaths))
        {
            throw Taken(name);
        }

        if (GlusterXml.SnapshotCount(reply) is var snapshots and > 0)
        {
            // Gluster refuses the delete only after the stop, which would leave the clients without their files
            throw new NodeException(
                $"Unable to delete volume {name}: it has {snapshots} snapshots; delete them first (gluster snapshot list {name})", pool.ClusterId);
        }

        await StopAndDeleteAsync(pool, name, cancellationToken);
    }

    private async Task StopAndDeleteAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        try
        {
            // A stop that fails because the volume is stopped is none of our business; any other reason makes the delete fail
            await runner.ChangeAsync(
                pool,
                [new(commands.VolumeStop(name)) { MayFail = true }, new(commands.VolumeDelete(name))],
                cancellationToken);
        }
        catch (NodeCommandException e) when (e is not GlusterBusyException)
        {
            if (await FindAsync(pool, name, cancellationToken) is not null)
            {
                throw new NodeCommandException(
                    $"Unable to delete volume {name}: {e.Message}", e.Host, e.Command, e.ExitCode, e.StandardError);
            }
        }
    }

    /// <summary>
    /// Lets Gluster move away what clients may have written to the new bricks in the meantime, and takes them out only then: a
    /// forced removal would lose it.
    /// </summary>
    public async Task RemoveAddedBricksAsync(GlusterPool pool, VolumeSpec addition, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var found = await FindAsync(pool, addition.Name, cancellationToken);
        var bricks = found is null ? [] : addition.BrickPaths.Where(found.BrickPaths.Contains).ToImmutableArray();
        if (bricks.IsEmpty)
        {
            return;
        }

        var start = new CommandStep(commands.RemoveBrick(addition.Name, bricks, "start"))
            .Or(commands.RemoveBrick(addition.Name, bricks, "status"));
        await runner.ChangeAsync(
            pool,
            // A rebalance that still runs stands in the way; when none runs the stop fails
            [new(commands.RebalanceStop(addition.Name)) { MayFail = true }, start],
            cancellationToken);
        await WaitForRemovalAsync(pool, addition.Name, bricks, cancellationToken);
        await runner.ChangeAsync(pool, [new(commands.RemoveBrick(addition.Name, bricks, "commit"))], cancellationToken);
    }

    private async Task WaitForRemovalAsync(GlusterPool pool, string name, ImmutableArray<string> bricks, CancellationToken cancellationToken)
    {
        var deadline = clock.GetUtcNow() + RemovalPatience;
        while (true)
        {
            var reply = await runner.AskAsync(pool, commands.RemoveBrickStatus(name, bricks), cancellationToken);
            var (status, failures) = GlusterXml.RemoveBrickState(reply);
            if (status == "completed" && failures == 0)
            {
                return;
            }

            if (status is "failed" or "stopped" or "completed" || clock.GetUtcNow() > deadline)
            {
                throw new NodeException(
                    $"The added bricks of volume {name} cannot be taken out again: moving their files ended as \"{status}\" with {failures} failures; "
                    + $"see gluster volume remove-brick {name} ... status",
                    pool.ClusterId);
            }

            await Task.Delay(RemovalPoll, clock, cancellationToken);
        }
    }

    public async Task<GlusterVolume?> FindAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Single(pool, await runner.AskAsync(pool, commands.VolumeInfo(name), cancellationToken));

    public async Task<ImmutableArray<GlusterVolume>> ListAsync(GlusterPool pool, CancellationToken cancellationToken) =>
        GlusterXml.Volumes(Good(pool, await runner.AskAsync(pool, commands.VolumeInfoOfAll(), cancellationToken)));

    public async Task<ImmutableArray<string>> SnapshotsAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        var reply = await runner.AskAsync(pool, commands.SnapshotList(name), cancellationToken);
        return reply.IsNoSuchVolume ? [] : GlusterXml.Snapshots(Good(pool, reply));
    }

    private static GlusterVolume? Single(GlusterPool pool, GlusterReply reply) =>
        reply.IsNoSuchVolume ? null : GlusterXml.Volumes(Good(pool, reply)).FirstOrDefault();

    private static GlusterReply Good(GlusterPool pool, GlusterReply reply) => reply.Succeeded
        ? reply
        : throw new NodeException(reply.Error.Length > 0 ? reply.Error : $"Gluster failed with opErrno {reply.ErrorNumber}", pool.ClusterId);

    private static VolumeNameTakenException Taken(string name) => new(
        $"Gluster has a volume named {name} with bricks that are not of this volume; it was left untouched. Choose another name, or rename or delete that volume by hand.");

    // Stands in until the branch "nodes" has it
    public Task StartAsync(GlusterPool pool, string name, CancellationToken cancellationToken) => throw new NotSupportedException();
}
