using Heketi.Cli.Parsing;
using Heketi.Client.Json;
using Heketi.Contracts.Administration;
using Heketi.Contracts.Operations;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>server</c> do. As in the original <c>--json</c> changes nothing here; <c>--output</c> does.</summary>
internal static class ServerActions
{
    private const string CleanUpNote = """
        Note: Operation clean up is a batch operation.
        * The results of individual operation clean ups are not reported here.
        * Use 'heketi-cli server operations [list|info]' to view operations.

        """;

    public static async Task GetModeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var status = await context.Client.GetModeAsync(cancellationToken).ConfigureAwait(false);
        if (context.OutputGiven)
        {
            context.WriteJson(status, HeketiJson.Contracts.AdminStatus);
        }
        else
        {
            context.Out.Write($"{status.State}\n");
        }
    }

    public static Task SetModeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var mode = context.Argument(0, "missing mode argument");
        return context.Arguments.Count == 1
            ? context.Client.SetModeAsync(new AdminStatus { State = mode }, cancellationToken)
            : throw new UsageException("too many arguments");
    }

    public static async Task CleanUpAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = new PendingOperationsCleanUpRequest { Operations = context.Arguments.Count > 0 ? context.Arguments : null };
        await context.Client.CleanUpOperationsAsync(request, cancellationToken).ConfigureAwait(false);
        context.Error.Write(CleanUpNote);
    }

    /// <summary>Counts without an argument, details of one operation with its id.</summary>
    public static Task OperationsInfoAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.Arguments is [{ } id, ..] ? DetailsAsync(context, id, cancellationToken) : SummaryAsync(context, cancellationToken);

    public static async Task OperationsListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var list = await context.Client.ListPendingOperationsAsync(cancellationToken).ConfigureAwait(false);
        if (context.OutputGiven)
        {
            context.WriteJson(list, HeketiJson.Contracts.PendingOperationListResponse);
            return;
        }

        foreach (var operation in list.PendingOperations)
        {
            context.Out.Write($"Id:{operation.Id}  Type:{operation.TypeName}  Status:{Status(operation.Status)} {operation.SubStatus}\n");
        }
    }

    public static async Task ExamineGlusterAsync(CommandContext context, CancellationToken cancellationToken) =>
        context.WriteDocument(await context.Client.ExamineGlusterAsync(cancellationToken).ConfigureAwait(false));

    private static async Task SummaryAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var counts = await context.Client.GetOperationsInfoAsync(cancellationToken).ConfigureAwait(false);
        if (context.OutputGiven)
        {
            context.WriteJson(counts, HeketiJson.Contracts.OperationsInfoResponse);
            return;
        }

        context.Out.Write(
            $"Operation Counts:\n  Total: {counts.Total}\n  In-Flight: {counts.InFlight}\n  New: {counts.New}\n  Failed: {counts.Failed}\n  Stale: {counts.Stale}\n");
    }

    private static async Task DetailsAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        var operation = await context.Client.GetPendingOperationAsync(id, cancellationToken).ConfigureAwait(false);
        if (context.OutputGiven)
        {
            context.WriteJson(operation, HeketiJson.Contracts.PendingOperationDetailsResponse);
            return;
        }

        var changes = string.Concat(operation.Changes.Select(change => $"\n    {change.Description}: {change.Id}"));
        context.Out.Write($"\nId: {operation.Id}\nType: {operation.TypeName}\nStatus: {Status(operation.Status)} {operation.SubStatus}\nChanges:{changes}\n");
    }

    /// <summary>The API has no word for the first state.</summary>
    private static string Status(string status) => status.Length > 0 ? status : "New";
}
