using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;

namespace Heketi.Server.Administration;

/// <summary>
/// Asks all nodes from time to time whether their glusterd answers, and those that did not every 10 seconds: a node that is back, or
/// a pod that was replaced, is to get bricks again soon. What changed is logged, once.
/// </summary>
public sealed class NodeHealthMonitor(StorageParts parts, ServerSettings settings, TimeProvider time, ILogger<NodeHealthMonitor> logger)
    : BackgroundService
{
    private const int AtATime = 8;
    private static readonly TimeSpan DownInterval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var glusterFs = settings.GlusterFs;
        if (!glusterFs.MonitorNodes || parts.Nodes is null)
        {
            return;
        }

        logger.LogInformation("Started node health monitor");
        try
        {
            for (var untilAll = glusterFs.MonitorStart; ;)
            {
                var delay = parts.Health.AnyDown && untilAll > DownInterval ? DownInterval : untilAll;
                await Task.Delay(delay, time, stoppingToken);
                untilAll -= delay;
                if (untilAll > TimeSpan.Zero)
                {
                    await LookAsync(parts.Health.IsDown, stoppingToken);
                }
                else
                {
                    await LookAsync(_ => true, stoppingToken);
                    untilAll = glusterFs.MonitorInterval;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogInformation("Stopping node health monitor");
        }
    }

    private async Task LookAsync(Func<string, bool> isOfInterest, CancellationToken cancellationToken)
    {
        var topology = parts.Store.Snapshot;
        parts.Health.Keep(topology.Nodes.Contains);
        await Parallel.ForEachAsync(
            topology.ClusterIds.SelectMany(topology.NodesOfCluster).Where(isOfInterest).Select(id => topology.Nodes[id]),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (node, token) => await LookAsync(node, token));
    }

    private async Task LookAsync(Node node, CancellationToken cancellationToken)
    {
        try
        {
            await parts.Nodes!.Peers.CheckAsync(NodeHost.Of(node), cancellationToken);
            if (parts.Health.Report(node.Id, isDown: false))
            {
                logger.LogInformation("Node {Node} ({Host}) is up again", node.Id, node.ManageHost);
                parts.Events.Tell(new("NodeUp", $"Node {node.Id} ({node.ManageHost}) is up again", IsWarning: false));
            }
        }
        catch (NodeException e)
        {
            if (parts.Health.Report(node.Id, isDown: true))
            {
                logger.LogWarning("Node {Node} ({Host}) is down, it gets no new bricks until it answers: {Reason}", node.Id, node.ManageHost, e.Message.Trim());
                parts.Events.Tell(new(
                    "NodeDown", $"Node {node.Id} ({node.ManageHost}) is down, it gets no new bricks until it answers: {e.Message.Trim()}", IsWarning: true));
            }
        }
#pragma warning disable CA1031 // one node's trouble must not end the monitor; the next round tries again
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Node {Node} ({Host}) could not be checked", node.Id, node.ManageHost);
        }
    }
}
