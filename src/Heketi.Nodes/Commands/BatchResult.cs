using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Commands;

/// <summary>What became of a batch on a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Steps">One result for each step, in their order.</param>
public sealed record BatchResult(NodeHost Host, ImmutableArray<StepResult> Steps)
{
    /// <summary>The step at which the batch ended early; null when it did not.</summary>
    public StepResult? Failure => Steps.FirstOrDefault(step => step.Outcome is StepOutcome.Failed && !step.Step.MayFail);

    /// <summary>Returns itself when all steps that must succeed did.</summary>
    /// <exception cref="NodeCommandException">A step failed.</exception>
    public BatchResult EnsureDone() => Failure is { } failed ? throw ErrorOf(failed) : this;

    /// <summary>The error that a failed step is, with the text that the Heketi API answers.</summary>
    public NodeCommandException ErrorOf(StepResult failed, Func<string, string>? describe = null)
    {
        ArgumentNullException.ThrowIfNull(failed);
        var main = failed.Main ?? throw new ArgumentException("The step was not run.", nameof(failed));
        var text = TextOf(main);
        return new(describe?.Invoke(text) ?? text, Host.ManageHost, main.Command.ToString(), main.ExitCode, main.ErrorText);
    }

    /// <summary>The command's stderr, else what the original says of a command that failed in silence.</summary>
    public static string TextOf(CommandResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var stderr = result.ErrorText.TrimEnd('\n', '\r');
        return stderr.Length > 0 ? stderr : $"Process exited with status {result.ExitCode}";
    }
}
