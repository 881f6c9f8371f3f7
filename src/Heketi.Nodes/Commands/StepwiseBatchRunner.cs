using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Commands;

/// <summary>
/// Runs a batch command by command, by the rules that <see cref="BatchScript"/> gives the remote shell. Slower than one exec,
/// but whoever stands behind the runner sees each command and may answer in the host's place.
/// </summary>
/// <param name="commands">What runs the single commands.</param>
public sealed class StepwiseBatchRunner(ICommandRunner commands) : IBatchRunner
{
    /// <inheritdoc/>
    public async Task<BatchResult> RunAsync(NodeHost host, CommandBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(batch);
        var results = ImmutableArray.CreateBuilder<StepResult>(batch.Steps.Length);
        var goesOn = true;
        foreach (var step in batch.Steps)
        {
            var result = goesOn ? await RunAsync(host, step, batch.Limit, cancellationToken) : new(step, StepOutcome.NotRun, null, []);
            results.Add(result);
            goesOn &= result.IsDone || step.MayFail;
        }

        return new(host, results.MoveToImmutable());
    }

    private async Task<StepResult> RunAsync(NodeHost host, CommandStep step, TimeSpan limit, CancellationToken cancellationToken)
    {
        var main = await commands.RunAsync(host, step.Command, limit, cancellationToken);
        if (main.ExitCode == 0)
        {
            return new(step, StepOutcome.Done, main, []);
        }

        var tried = ImmutableArray.CreateBuilder<CommandResult>();
        foreach (var fallback in step.Fallbacks)
        {
            var result = await commands.RunAsync(host, fallback.Command, limit, cancellationToken);
            tried.Add(result);
            if (SaysDone(fallback.Kind, result))
            {
                return new(step, StepOutcome.DoneByFallback, main, tried.ToImmutable());
            }
        }

        return new(step, StepOutcome.Failed, main, tried.ToImmutable());
    }

    private static bool SaysDone(FallbackKind kind, CommandResult result) => kind switch
    {
        FallbackKind.Succeeds => result.ExitCode == 0,
        FallbackKind.Fails => result.ExitCode != 0,
        // The shell's $(...) drops newlines at the end
        FallbackKind.Prints => result.ExitCode == 0 && result.OutputText.TrimEnd('\n').Length > 0,
        FallbackKind.PrintsNothing => result.ExitCode == 0 && result.OutputText.TrimEnd('\n').Length == 0,
        _ => false,
    };
}
