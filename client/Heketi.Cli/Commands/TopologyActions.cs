using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Cli.Templates;
using Heketi.Cli.Topology;
using Heketi.Client.Json;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>topology</c> do.</summary>
internal static class TopologyActions
{
    public static async Task InfoAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var topology = await context.Client.GetTopologyAsync(cancellationToken).ConfigureAwait(false);
        if (context.Json)
        {
            context.WriteJson(topology, HeketiJson.Contracts.TopologyInfo);
        }
        else if (context.Flags.Text("template") is { Length: > 0 } template)
        {
            context.Out.Write(TemplateRunner.Run(template, TopologyModel.Of(topology)));
        }
        else
        {
            context.Out.Write(TopologyText.Full(topology));
        }
    }

    public static async Task LoadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var name = context.Flags.Text("json") is { Length: > 0 } given ? given : throw new UsageException("Missing configuration file");
        var file = await TopologyFileReader.ReadAsync(context.File(name), name, context.Error, cancellationToken).ConfigureAwait(false);
        if (context.Flags.Boolean("dry-run"))
        {
            await new TopologyDifference(context.Client, context.Out).ShowAsync(file, cancellationToken).ConfigureAwait(false);
            return;
        }

        await new TopologyLoader(context.Client, context.Out).LoadAsync(file, cancellationToken).ConfigureAwait(false);
    }
}
