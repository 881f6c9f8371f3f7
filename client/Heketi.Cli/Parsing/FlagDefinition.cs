namespace Heketi.Cli.Parsing;

/// <summary>A flag of a command.</summary>
internal sealed record FlagDefinition
{
    public required string Name { get; init; }

    /// <summary>The letter of its short form, if it has one.</summary>
    public char? Shorthand { get; init; }

    public required FlagKind Kind { get; init; }

    /// <summary>The value when it is not given, as help shows it; null for the empty value, which help does not show.</summary>
    public string? Default { get; init; }

    public required string Usage { get; init; }

    /// <summary>Works, but help does not list it.</summary>
    public bool Hidden { get; init; }

    /// <summary>Its name in messages about wrong values.</summary>
    public string Label => Shorthand is { } letter ? $"-{letter}, --{Name}" : $"--{Name}";
}
