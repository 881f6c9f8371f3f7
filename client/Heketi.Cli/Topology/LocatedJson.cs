using System.Text.Json;

namespace Heketi.Cli.Topology;

/// <summary>A JSON value that knows on which line of its file it begins.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">From 1.</param>
/// <param name="Text">The text of a string, or the digits of a number.</param>
/// <param name="Members">What is in an object, in order; names may repeat.</param>
/// <param name="Items">What is in a list.</param>
internal sealed record LocatedJson(
    JsonValueKind Kind, int Line, string Text, IReadOnlyList<LocatedMember> Members, IReadOnlyList<LocatedJson> Items)
{
    /// <summary>A member, whatever the case of its name; the last one where it repeats. Null counts as missing.</summary>
    public LocatedJson? this[string name] =>
        Members.LastOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value is { Kind: not JsonValueKind.Null } value ? value : null;
}
