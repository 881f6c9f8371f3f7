using System.Globalization;
using Heketi.Client;
using Heketi.Client.Errors;
using Heketi.Client.Http;
using Heketi.Contracts.Operations;

namespace Heketi.Cli.Output;

/// <summary>
/// One line on the terminal about the work that is waited for: what the server does, how much it comprises, how long
/// it has taken. Only for terminals: it is rewritten in place and wiped at the end.
/// </summary>
/// <param name="terminal">Where the line is written; null for programs that read the output.</param>
/// <param name="client">Gives the server's operations; only used when something is shown.</param>
internal sealed class WorkProgress(TextWriter? terminal, Func<HeketiClient> client) : IWorkObserver
{
    private const string StartOfEmptyLine = "\r\e[K";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(800);
    private TimeSpan _next = Pause;
    private string _what = "";
    private bool _shown;

    /// <summary>The work that was accepted and whose end is not known; null when there is none.</summary>
    public string? QueueId { get; private set; }

    public void Accepted(string queueId) => (QueueId, _next, _what) = (queueId, Pause, "");

    public async Task StillRunningAsync(string queueId, TimeSpan elapsed, CancellationToken cancellationToken)
    {
        if (terminal is null || elapsed < _next)
        {
            return;
        }

        _next = elapsed + Pause;
        _what = await DescribeAsync(cancellationToken).ConfigureAwait(false) ?? _what;
        var time = elapsed.TotalMinutes < 1 ? $"{(int)elapsed.TotalSeconds} s" : $"{(int)elapsed.TotalMinutes} min {elapsed.Seconds:00} s";
        await terminal.WriteAsync($"{StartOfEmptyLine}{(_what.Length > 0 ? _what : "waiting for the server")}, {time}").ConfigureAwait(false);
        _shown = true;
    }

    public void Ended(string queueId, bool isDone)
    {
        if (_shown)
        {
            terminal?.Write(StartOfEmptyLine);
        }

        (QueueId, _shown) = (isDone ? null : queueId, false);
    }

    /// <summary>The server's journal in a few words. It tells not which entry is ours, so several are only counted.</summary>
    private async Task<string?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var list = await client().ListPendingOperationsAsync(cancellationToken).ConfigureAwait(false);
            var running = list.PendingOperations.Where(operation => operation.SubStatus == "in-flight").ToList();
            return running is [var only]
                ? Describe(await client().GetPendingOperationAsync(only.Id, cancellationToken).ConfigureAwait(false))
                : running.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{running.Count} operations run on the server") : null;
        }
        catch (HeketiException)
        {
            // The user role may not look; what matters is the work itself
            return null;
        }
    }

    private static string Describe(PendingOperationDetailsResponse operation)
    {
        var changes = operation.Changes.CountBy(change => change.Description).Select(change => change.Value > 1 ? $"{change.Key} ({change.Value})" : change.Key);
        return $"{operation.TypeName}: {string.Join(", ", changes)}";
    }
}
