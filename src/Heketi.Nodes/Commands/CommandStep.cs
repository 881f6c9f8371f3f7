using System.Collections.Immutable;

namespace Heketi.Nodes.Commands;

/// <summary>A command of a batch and what to do when it fails.</summary>
/// <param name="Command">The command.</param>
public sealed record CommandStep(CommandLine Command)
{
    /// <summary>Tried in order when the command failed; none: it has failed.</summary>
    public ImmutableArray<CommandFallback> Fallbacks { get; init; } = [];

    /// <summary>The batch goes on although this step failed.</summary>
    public bool MayFail { get; init; }

    /// <summary>Adds a fallback.</summary>
    public CommandStep Or(CommandLine command, FallbackKind kind = FallbackKind.Succeeds) =>
        this with { Fallbacks = Fallbacks.Add(new(command, kind)) };
}
