using Heketi.Cli.Parsing;
using Heketi.Client.Json;
using Heketi.Contracts.Administration;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>loglevel</c> do.</summary>
internal static class LogLevelActions
{
    /// <summary>The only logger that the API knows.</summary>
    private const string Logger = "glusterfs";

    public static async Task GetAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var levels = await context.Client.GetLogLevelAsync(cancellationToken).ConfigureAwait(false);
        if (context.OutputGiven)
        {
            context.WriteJson(levels, HeketiJson.Contracts.LogLevelInfo);
        }
        else
        {
            context.Out.Write($"{levels.LogLevel?.GetValueOrDefault(Logger)}\n");
        }
    }

    public static async Task SetAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var level = context.Argument(0, "missing log-level argument");
        if (context.Arguments.Count > 1)
        {
            throw new UsageException("too many arguments");
        }

        var levels = new LogLevelInfo { LogLevel = new Dictionary<string, string> { [Logger] = level } };
        await context.Client.SetLogLevelAsync(levels, cancellationToken).ConfigureAwait(false);
        context.Out.Write("Server log level updated\n");
    }
}
