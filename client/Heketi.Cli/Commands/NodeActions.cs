using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client.Json;
using Heketi.Contracts.Common;
using Heketi.Contracts.Nodes;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>node</c> do.</summary>
internal static class NodeActions
{
    private const string IdMissing = "Node id missing";

    public static async Task AddAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = new NodeAddRequest
        {
            Zone = context.Integer32("zone") is not 0 and var zone ? zone : throw new UsageException("Missing zone"),
            ClusterId = Required(context, "cluster", "Missing cluster id"),
            Hostnames = new HostAddresses
            {
                Manage = [Required(context, "management-host-name", "Missing management hostname")],
                Storage = [Required(context, "storage-host-name", "Missing storage hostname")],
            },
        };
        var node = await context.Client.AddNodeAsync(request, cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(node, HeketiJson.Contracts.NodeInfoResponse);
        }
        else
        {
            context.Out.Write($"Node information:\n{NodeText.Summary(node)}");
        }
    }

    public static async Task DeleteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        await context.Client.DeleteNodeAsync(id, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Node {id} deleted\n");
    }

    public static Task DisableAsync(CommandContext context, CancellationToken cancellationToken) =>
        SetStateAsync(context, "offline", "offline", cancellationToken);

    public static Task EnableAsync(CommandContext context, CancellationToken cancellationToken) =>
        SetStateAsync(context, "online", "online", cancellationToken);

    public static Task RemoveAsync(CommandContext context, CancellationToken cancellationToken) =>
        SetStateAsync(context, "failed", "removed", cancellationToken);

    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var node = await context.Client.GetNodeAsync(context.Argument(0, IdMissing), cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(node, HeketiJson.Contracts.NodeInfoResponse);
        }
        else
        {
            context.Out.Write(NodeText.Full(node));
        }
    }

    /// <summary>As in the original, <c>--json</c> changes nothing here; <c>--output</c> does.</summary>
    public static async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var clusters = await context.Client.GetClustersAsync(cancellationToken).ConfigureAwait(false);
        if (context.OutputGiven)
        {
            var nodes = await context.Client.GetNodesAsync([.. clusters.SelectMany(cluster => cluster.Nodes)], cancellationToken).ConfigureAwait(false);
            if (context.Table)
            {
                context.Out.Write(Tables.Of(nodes));
            }
            else
            {
                context.WriteJson(nodes, HeketiJson.Contracts.IReadOnlyListNodeInfoResponse);
            }

            return;
        }

        foreach (var cluster in clusters)
        {
            foreach (var node in cluster.Nodes)
            {
                context.Out.Write($"Id:{node}\tCluster:{cluster.Id}\n");
            }
        }
    }

    public static async Task SettagsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (id, change) = TagArguments.ToSet(context);
        await context.Client.ChangeNodeTagsAsync(id, change, cancellationToken).ConfigureAwait(false);
    }

    public static async Task RmtagsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (id, change) = TagArguments.ToRemove(context);
        await context.Client.ChangeNodeTagsAsync(id, change, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SetStateAsync(CommandContext context, string state, string word, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        await context.Client.SetNodeStateAsync(id, new StateRequest { State = state }, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Node {id} is now {word}\n");
    }

    private static string Required(CommandContext context, string flag, string ifMissing) =>
        context.Flags.Text(flag) is { Length: > 0 } value ? value : throw new UsageException(ifMissing);
}
