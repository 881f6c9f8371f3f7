using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client.Json;
using Heketi.Contracts.Clusters;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>cluster</c> do.</summary>
internal static class ClusterActions
{
    private const string IdMissing = "Cluster id missing";

    public static async Task CreateAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = new ClusterCreateRequest { File = context.Flags.Boolean("file"), Block = context.Flags.Boolean("block") };
        var cluster = await context.Client.CreateClusterAsync(request, cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(cluster, HeketiJson.Contracts.ClusterInfoResponse);
        }
        else
        {
            context.Out.Write($"Cluster id: {cluster.Id}\n");
        }
    }

    public static async Task DeleteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        await context.Client.DeleteClusterAsync(id, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Cluster {id} deleted\n");
    }

    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var cluster = await context.Client.GetClusterAsync(context.Argument(0, IdMissing), cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(cluster, HeketiJson.Contracts.ClusterInfoResponse);
            return;
        }

        context.Out.Write($"Cluster id: {cluster.Id}\n");
        context.Out.Write($"Nodes:\n{string.Join('\n', cluster.Nodes)}\n");
        context.Out.Write($"Volumes:\n{string.Join('\n', cluster.Volumes)}\n");
        context.Out.Write($"Block: {Word(cluster.Block)}\n\nFile: {Word(cluster.File)}\n");
    }

    public static async Task ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Table)
        {
            context.Out.Write(Tables.Of(await context.Client.GetClustersAsync(cancellationToken).ConfigureAwait(false)));
            return;
        }

        if (context.Json)
        {
            context.WriteJson(await context.Client.ListClustersAsync(cancellationToken).ConfigureAwait(false), HeketiJson.Contracts.ClusterListResponse);
            return;
        }

        var clusters = await context.Client.GetClustersAsync(cancellationToken).ConfigureAwait(false);
        context.Out.Write("Clusters:\n");
        foreach (var cluster in clusters)
        {
            var uses = (cluster.File ? "[file]" : "") + (cluster.Block ? "[block]" : "");
            context.Out.Write($"Id:{cluster.Id} {(uses.Length > 0 ? uses : "[]")}\n");
        }
    }

    public static async Task SetflagsAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, IdMissing);
        var (file, block) = (context.Flags.Text("file"), context.Flags.Text("block"));
        if (file.Length == 0 && block.Length == 0)
        {
            throw new UsageException("At least one of --file or --block must be specified.");
        }

        bool? wantedFile = file.Length > 0 ? GoText.ParseBoolean(file) : null;
        bool? wantedBlock = block.Length > 0 ? GoText.ParseBoolean(block) : null;

        // The request sets both flags, a missing one to false
        var now = await context.Client.GetClusterAsync(id, cancellationToken).ConfigureAwait(false);
        var request = new ClusterSetFlagsRequest { File = wantedFile ?? now.File, Block = wantedBlock ?? now.Block };
        await context.Client.SetClusterFlagsAsync(id, request, cancellationToken).ConfigureAwait(false);
    }

    private static string Word(bool value) => value ? "true" : "false";
}
