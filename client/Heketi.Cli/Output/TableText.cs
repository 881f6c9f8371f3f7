using System.Text;
using System.Text.Json;

namespace Heketi.Cli.Output;

/// <summary>Tables for people: columns under headings, no lines.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    /// <summary>Rows under headings; nothing but the headings when there are no rows.</summary>
    public static string Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(headings).ToList();
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            text.Append(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>
    /// Any JSON: the members of an object below each other with their paths; an object that holds one list of
    /// objects as a table of these.
    /// </summary>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return RowsOf(document.RootElement) is { } rows ? OfRows(rows) : Of(["FIELD", "VALUE"], Fields(document.RootElement, ""));
    }

    private static List<JsonElement>? RowsOf(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.EnumerateObject().ToList() is [{ Value: { ValueKind: JsonValueKind.Array } list }]
        && list.EnumerateArray().ToList() is { Count: > 0 } rows && rows.TrueForAll(row => row.ValueKind is JsonValueKind.Object)
            ? rows
            : null;

    private static string OfRows(List<JsonElement> rows)
    {
        var names = rows.SelectMany(row => row.EnumerateObject()).Where(member => IsScalar(member.Value)).Select(member => member.Name).Distinct().ToList();
        return Of(
            [.. names.Select(name => name.ToUpperInvariant())],
            rows.Select(row => names.Select(name => row.TryGetProperty(name, out var value) ? Word(value) : "").ToList()));
    }

    private static IEnumerable<IReadOnlyList<string>> Fields(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Fields(member.Value, path.Length > 0 ? $"{path}.{member.Name}" : member.Name)),
        JsonValueKind.Array when !value.EnumerateArray().All(IsScalar) => value.EnumerateArray().Index().SelectMany(item => Fields(item.Item, $"{path}[{item.Index}]")),
        JsonValueKind.Array => [[path, string.Join(' ', value.EnumerateArray().Select(Word))]],
        _ => [[path, Word(value)]],
    };

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
