namespace Heketi.Cli.Templates;

/// <summary>A word of a command.</summary>
internal abstract record Operand
{
    private Operand()
    {
    }

    /// <summary><c>.</c>, <c>.A.B</c>, <c>$x</c>, <c>$x.A</c>: a variable (null: the dot) and fields to follow.</summary>
    public sealed record Path(string? Variable, IReadOnlyList<(string Name, Position Position)> Fields) : Operand;

    /// <summary>A text, number, true, false or nil.</summary>
    public sealed record Constant(object? Value) : Operand;

    /// <summary>A function.</summary>
    public sealed record Function(string Name, Position Position) : Operand;

    /// <summary>A pipeline in brackets, and fields to follow.</summary>
    public sealed record Group(Pipeline Pipeline, IReadOnlyList<(string Name, Position Position)> Fields) : Operand;
}
