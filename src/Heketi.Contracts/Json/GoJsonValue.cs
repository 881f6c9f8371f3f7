namespace Heketi.Contracts.Json;

/// <summary>A parsed JSON value. Keys keep their order and may repeat: the last one counts, as in Go.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Offset">Where it starts, in bytes.</param>
/// <param name="Text">The string; of a number its literal; of a boolean its word.</param>
public sealed record GoJsonValue(GoJsonKind Kind, int Offset, string Text = "")
{
    /// <summary>Elements of an array.</summary>
    public IReadOnlyList<GoJsonValue> Items { get; init; } = [];

    /// <summary>Fields of an object, in the order of the document.</summary>
    public IReadOnlyList<KeyValuePair<string, GoJsonValue>> Fields { get; init; } = [];

    /// <summary>Go's word for the kind.</summary>
    internal string Word => Kind switch
    {
        GoJsonKind.Bool => "bool",
        GoJsonKind.Number => "number",
        GoJsonKind.Text => "string",
        GoJsonKind.Array => "array",
        GoJsonKind.Structure => "object",
        _ => "null",
    };
}
