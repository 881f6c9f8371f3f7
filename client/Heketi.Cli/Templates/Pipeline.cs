namespace Heketi.Cli.Templates;

/// <summary>Commands joined by <c>|</c>; the value of each becomes the last argument of the next.</summary>
internal sealed record Pipeline
{
    /// <summary>Variables that get the value; with two, a range gives the key to the first.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>The variables are there already (<c>=</c> instead of <c>:=</c>).</summary>
    public bool Assigns { get; init; }

    public required IReadOnlyList<IReadOnlyList<Operand>> Commands { get; init; }
}
