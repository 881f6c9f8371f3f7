namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>db</c> do. Their output is the server's JSON, with or without <c>--json</c>.</summary>
internal static class DatabaseActions
{
    public static async Task CheckAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.WriteDocument(await context.Client.CheckDatabaseAsync(cancellationToken).ConfigureAwait(false));

    public static async Task DumpAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.WriteDocument(await context.Client.DumpDatabaseAsync(cancellationToken).ConfigureAwait(false));
}
