namespace Heketi.Cli.Commands;

/// <summary>The command <c>wait</c>: for work that was begun with <c>--wait=false</c>.</summary>
internal static class WaitCommands
{
    public static CommandDefinition Tree { get; } = new()
    {
        Use = "wait QUEUE-ID",
        Short = "Wait for work that was begun with --wait=false",
        Example = "  $ id=$(heketi-cli volume create --size=100 --wait=false)\n  $ heketi-cli wait $id --timeout=5m",
        IsNew = true,
        NeedsResults = true,
        Action = RunAsync,
    };

    private static async Task RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, "Queue id missing");
        var result = await context.Client.WaitAsync(id, cancellationToken).ConfigureAwait(false);
        if (result.Length == 0)
        {
            context.Out.Write(context.Json ? "" : "Done\n");
        }
        else
        {
            context.WriteDocument(result);
        }
    }
}
