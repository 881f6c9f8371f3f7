using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;

namespace Heketi.Nodes.Gluster;

/// <summary>The trusted storage pool by the gluster CLI.</summary>
internal sealed class PeerService(
    IBatchRunner batches,
    GlusterRunner runner,
    ClusterLanes lanes,
    GlusterCommands commands,
    ExecutorSettings settings) : IPeerService
{
    public async Task CheckAsync(NodeHost host, CancellationToken cancellationToken) => (await batches.RunAsync(
        host,
        new([new(GlusterCommands.DaemonStatus())], ExecutorSettings.CommandLimit),
        cancellationToken)).EnsureDone();

    public async Task ProbeAsync(GlusterPool pool, NodeHost newcomer, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        IEnumerable<CommandStep> steps = [new(commands.PeerProbe(newcomer.StorageHost))];
        if (settings.SnapshotLimit > 0)
        {
            steps = steps.Append(new(commands.SnapshotHardLimit(settings.SnapshotLimit)));
        }

        await runner.ChangeAsync(Without(pool, newcomer), steps, cancellationToken);
    }

    public async Task DetachAsync(GlusterPool pool, NodeHost leaver, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        var others = Without(pool, leaver);
        if (others.Hosts.IsEmpty)
        {
            return;
        }

        try
        {
            await runner.ChangeAsync(others, [new(commands.PeerDetach(leaver.StorageHost))], cancellationToken);
        }
        catch (NodeCommandException e) when (e is not GlusterBusyException)
        {
            var reply = await runner.AskAsync(others, commands.PeerStatus(), cancellationToken);
            if (!reply.Succeeded || GlusterXml.Peers(reply).Any(peer => peer.Hostnames.Contains(leaver.StorageHost)))
            {
                throw;
            }
        }
    }

    private static GlusterPool Without(GlusterPool pool, NodeHost host) =>
        pool with { Hosts = pool.Hosts.RemoveAll(member => member.NodeId == host.NodeId) };
}
