namespace Heketi.Nodes.Commands;

/// <summary>A value that may be run but never shown: it prints as <c>***</c>.</summary>
public sealed class Secret(string value)
{
    /// <summary>The value itself, for the rendered command only.</summary>
    internal string Value { get; } = value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
