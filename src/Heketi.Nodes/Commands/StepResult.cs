using System.Collections.Immutable;

namespace Heketi.Nodes.Commands;

/// <summary>What became of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Main">How its command ended; null when it was not run.</param>
/// <param name="Fallbacks">How the fallbacks ended that were run.</param>
public sealed record StepResult(CommandStep Step, StepOutcome Outcome, CommandResult? Main, ImmutableArray<CommandResult> Fallbacks)
{
    /// <summary>It is done, one way or the other.</summary>
    public bool IsDone => Outcome is StepOutcome.Done or StepOutcome.DoneByFallback;

    /// <summary>Stdout of its command.</summary>
    public string OutputText => Main?.OutputText ?? "";
}
