using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Cli.Topology;
using Heketi.Client.Json;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>topology</c> do.</summary>
internal static class TopologyActions
{
    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var template = context.Flags.Text("template");
        if (template.Length > 0 && !context.Json)
        {
            throw new UsageException("--template is not there yet in this version of heketi-cli; --json gives all fields");
        }

        var topology = await context.Client.GetTopologyAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(topology, HeketiJson.Contracts.TopologyInfo);
        }
        else
        {
            context.Out.Write(TopologyText.Full(topology));
        }
    }

    public static async Task LoadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = context.Flags.Text("json") is { Length: > 0 } given ? given : throw new UsageException("Missing configuration file");
        var file = await TopologyFileReader.ReadAsync(context.File(name), cancellationToken).ConfigureAwait(false);
        TopologyFileCheck.Check(file, name, context.Error);
        await new TopologyLoader(context.Client, context.Out).LoadAsync(file, cancellationToken).ConfigureAwait(false);
    }
}
