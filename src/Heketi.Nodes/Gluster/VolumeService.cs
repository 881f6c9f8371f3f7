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
    ILogger<VolumeService> logger) : IVolumeService
{
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
        var findable = commands.LookEverywhere(addition.Name);
        ImmutableArray<CommandStep> steps = rebalance.IsEmpty ? [add] : [new CommandStep(findable) { MayFail = true }, add, .. rebalance];
        BatchResult result;
        try
        {
            result = await runner.ChangeAsync(pool, steps, cancellationToken);
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
            var consequence = failed.Step.Command.ToString() == findable.ToString()
                ? "it may hide files from clients until its rebalance has ended"
                : "no rebalance was started";
            logger.LogWarning(
                "Volume {Volume} has its new bricks, but {Consequence}: {Reason}", addition.Name, consequence, BatchResult.TextOf(failed.Main!));
        }
    }

    public async Task DeleteAsync(GlusterPool pool, string name, ImmutableHashSet<string> ownBrickPaths, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var reply = await InfoAsync(pool, name, cancellationToken);
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
            throw new VolumeInUseException(
                $"Unable to delete volume {name}: it has {snapshots} snapshots; delete them first (gluster snapshot list {name})");
        }

        await StopAndDeleteAsync(pool, name, cancellationToken);
    }

    private async Task StopAndDeleteAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        var refusals = new HostFailures();
        // A stop that fails because the volume is stopped is none of our business; any other reason makes the delete fail
        ImmutableArray<CommandStep> steps = [new(commands.VolumeStop(name)) { MayFail = true }, new(commands.VolumeDelete(name))];
        for (var hosts = pool; !hosts.Hosts.IsEmpty; hosts = hosts with { Hosts = hosts.Hosts.RemoveAt(0) }, steps = [new(commands.VolumeDelete(name))])
        {
            try
            {
                await runner.ChangeAsync(hosts, steps, cancellationToken);
                return;
            }
            catch (NodeCommandException e) when (e is not GlusterBusyException)
            {
                // One glusterd may refuse what another does (a peer that it has lost)
                refusals.Add(hosts.Hosts[0], e);
            }
        }

        if (await FindAsync(pool, name, cancellationToken) is not null)
        {
            throw refusals.Combined(text => $"Unable to delete volume {name}: {text}");
        }
    }

    /// <summary>
    /// Setting the id to what it is changes nothing, but takes the lock that the other command has: it is refused as busy, and tried
    /// again, until that one has ended.
    /// </summary>
    public async Task SettleAsync(GlusterPool pool, string name, string id, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        await runner.ChangeAsync(pool, [new(commands.VolumeSetId(name, id)) { MayFail = true }], cancellationToken);
    }

    public async Task StartAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        if (await FindAsync(pool, name, cancellationToken) is not { IsStarted: true })
        {
            await runner.ChangeAsync(pool, [new(commands.VolumeStartForced(name))], cancellationToken);
        }
    }

    public async Task SetOptionsAsync(GlusterPool pool, string name, ImmutableArray<string> options, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        await runner.ChangeAsync(pool, commands.VolumeSets(name, options).Select(command => new CommandStep(command)), cancellationToken);
    }

    public async Task<GlusterVolume?> FindAsync(GlusterPool pool, string name, CancellationToken cancellationToken) =>
        Single(pool, await InfoAsync(pool, name, cancellationToken));

    public async Task<ImmutableArray<GlusterVolume>> ListAsync(GlusterPool pool, CancellationToken cancellationToken) =>
        GlusterXml.Volumes(Good(pool, await runner.AskAsync(pool, commands.VolumeInfoOfAll(), cancellationToken)));

    public async Task<ImmutableArray<string>> SnapshotsAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        var reply = await runner.AskAsync(pool, commands.SnapshotList(name), cancellationToken);
        return reply.IsNoSuchVolume ? [] : GlusterXml.Snapshots(Good(pool, reply));
    }

    /// <summary>The words are the original's; what is wrong with the answer follows them.</summary>
    private async Task<GlusterReply> InfoAsync(GlusterPool pool, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await runner.AskAsync(pool, commands.VolumeInfo(name), cancellationToken);
        }
        catch (NodeException e) when (e.InnerException is FormatException)
        {
            throw new NodeException($"Unable to determine volume info of volume name: {name}: {e.Message}", e.Host, e);
        }
    }

    private static GlusterVolume? Single(GlusterPool pool, GlusterReply reply) =>
        reply.IsNoSuchVolume ? null : GlusterXml.Volumes(Good(pool, reply)).FirstOrDefault();

    private static GlusterReply Good(GlusterPool pool, GlusterReply reply) => reply.Succeeded
        ? reply
        : throw new NodeException(reply.Error.Length > 0 ? reply.Error : $"Gluster failed with opErrno {reply.ErrorNumber}", pool.ClusterId);

    private static VolumeNameTakenException Taken(string name) => new(
        $"Gluster has a volume named {name} with bricks that are not of this volume; it was left untouched. Choose another name, or rename or delete that volume by hand.");
}
