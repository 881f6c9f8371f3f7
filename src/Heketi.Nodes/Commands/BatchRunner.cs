using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Transports;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Commands;

/// <summary>Runs batches on hosts and writes each command to the debug log.</summary>
/// <param name="transport">How a program gets to a host.</param>
/// <param name="useSudo">Run everything by <c>sudo</c>.</param>
/// <param name="logger">Log.</param>
/// <param name="newMarker">Gives the text between the outputs of two commands; not to be guessed by a command. Null: random.</param>
public sealed class BatchRunner(ICommandTransport transport, bool useSudo, ILogger<BatchRunner> logger, Func<string>? newMarker = null)
    : IBatchRunner
{
    /// <summary>What a host may take beyond a batch's limit: <c>timeout</c> kills 10 s after it asked nicely.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Func<string> _newMarker = newMarker ?? RandomMarker;

    /// <inheritdoc/>
    public async Task<BatchResult> RunAsync(NodeHost host, CommandBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(batch);
        var script = new BatchScript(batch, _newMarker());
        var output = await transport.ExecAsync(host, script.ToCommandLine(useSudo), batch.Limit + Grace, cancellationToken);
        var reading = script.Read(output.Output, output.Errors);
        Log(host, reading.Steps);
        return reading switch
        {
            { Ended: true } => new(host, reading.Steps),
            { Started: true } => throw Interrupted(host, batch, reading, output.ExitCode),
            _ => throw NotStarted(host, batch, output),
        };
    }

    private static NodeOutcomeUnknownException Interrupted(NodeHost host, CommandBatch batch, BatchReading reading, int exitCode)
    {
        var running = reading.Steps.FirstOrDefault(step => step.Outcome is StepOutcome.NotRun)?.Step ?? batch.Steps[^1];
        // timeout answers 124 when it ended the command, 137 when it had to kill it
        return exitCode is 124 or 137
            ? new($"{host.ManageHost}: no end after {batch.Limit.TotalSeconds:0} s, stopped: {running.Command}", host.ManageHost)
            : new($"{host.ManageHost}: interrupted (exit status {exitCode}) in: {running.Command}", host.ManageHost);
    }

    private static NodeCommandException NotStarted(NodeHost host, CommandBatch batch, ExecOutput output)
    {
        var errors = Encoding.UTF8.GetString(output.Errors.Span);
        var text = errors.TrimEnd('\n', '\r');
        return new(
            text.Length > 0 ? text : $"Process exited with status {output.ExitCode}",
            host.ManageHost,
            batch.Steps[0].Command.ToString(),
            output.ExitCode,
            errors);
    }

    private void Log(NodeHost host, ImmutableArray<StepResult> steps)
    {
        if (!logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        foreach (var result in steps.Where(step => step.Main is not null).SelectMany(step => step.Fallbacks.Prepend(step.Main!)))
        {
            logger.LogDebug(
                "{Host}: [{Command}] exit status {ExitCode} after {Milliseconds} ms, stderr: [{StandardError}]",
                host.ManageHost,
                result.Command,
                result.ExitCode,
                (long)result.Duration.TotalMilliseconds,
                result.ErrorText.TrimEnd());
        }
    }

    private static string RandomMarker() => "@" + Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) + "@";
}
