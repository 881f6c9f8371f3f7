namespace Heketi.Server.Verbs;

/// <summary>A command of the server's program, or a group of them.</summary>
internal sealed record Verb(string Name, string Summary)
{
    /// <summary>First lines of its help, where they are not the summary.</summary>
    public string? Description { get; init; }

    /// <summary>Example of its help.</summary>
    public string? Example { get; init; }

    /// <summary>Its flags, but for --help.</summary>
    public IReadOnlyList<VerbFlag> Flags { get; init; } = [];

    /// <summary>The commands of a group.</summary>
    public IReadOnlyList<Verb> Children { get; init; } = [];

    /// <summary>What it does; the result is the exit code. Null for a group.</summary>
    public Func<VerbArguments, Task<int>>? Run { get; init; }
}
