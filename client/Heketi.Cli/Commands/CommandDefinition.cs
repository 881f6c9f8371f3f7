using Heketi.Cli.Parsing;

namespace Heketi.Cli.Commands;

/// <summary>A command of the tree: what help says about it, the flags it takes, and what it does.</summary>
internal sealed record CommandDefinition
{
    /// <summary>Its name and what follows it in the usage line.</summary>
    public required string Use { get; init; }

    public string Name => Use.Split(' ')[0];

    /// <summary>One line, for the list in the help of the command above.</summary>
    public required string Short { get; init; }

    /// <summary>First part of its own help; <see cref="Short"/> when null.</summary>
    public string? Long { get; init; }

    public string? Example { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<FlagDefinition> Flags { get; init; } = [];

    public IReadOnlyList<CommandDefinition> Subcommands { get; init; } = [];

    /// <summary>What it does. Null: with subcommands it shows help, without it is not there yet.</summary>
    public Func<CommandContext, CancellationToken, Task>? Action { get; init; }

    /// <summary>Not a command of the original: the lists of commands in help, which are given byte for byte, leave it out.</summary>
    public bool IsNew { get; init; }

    /// <summary>Goes on with what the server makes, so <c>--wait=false</c> does not fit.</summary>
    public bool NeedsResults { get; init; }

    public bool IsCalled(string name) => Name == name || Aliases.Contains(name);
}
