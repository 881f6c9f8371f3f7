using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Heketi.Core.Nodes.Inspection;

namespace Heketi.Nodes.Lvm;

/// <summary>Reads what LVM writes with <c>--reportformat json</c>.</summary>
public static class LvmReport
{
    /// <summary>Rows of a report.</summary>
    /// <param name="json">What LVM wrote.</param>
    /// <param name="table">"pv", "vg" or "lv".</param>
    /// <exception cref="FormatException">It is no such report.</exception>
    public static ImmutableArray<ImmutableDictionary<string, string>> Rows(string json, string table) => Read(json, table, row =>
        row.EnumerateObject().ToImmutableDictionary(column => column.Name, column => Text(column.Value), StringComparer.Ordinal));

    /// <summary>Rows of a report with all their columns in order.</summary>
    /// <param name="json">What LVM wrote.</param>
    /// <param name="table">"pv", "vg" or "lv".</param>
    /// <exception cref="FormatException">It is no such report.</exception>
    public static ImmutableArray<LvmRow> Table(string json, string table) => Read(json, table, row => new LvmRow(
        [.. row.EnumerateObject().Select(column => KeyValuePair.Create(column.Name, Text(column.Value)))]));

    /// <summary>The physical volumes of a report in KiB without suffix.</summary>
    /// <exception cref="FormatException">It is no such report.</exception>
    public static ImmutableArray<PhysicalVolume> PhysicalVolumes(string json) =>
    [
        .. Rows(json, "pv").Select(row => new PhysicalVolume(
            Text(row, "pv_name"),
            Text(row, "pv_uuid"),
            Text(row, "vg_name"),
            Number(row, "vg_extent_size"),
            Number(row, "vg_extent_count"),
            Number(row, "vg_free_count"))),
    ];

    /// <summary>"volume group/pool" of a report of thin pools.</summary>
    /// <exception cref="FormatException">It is no such report.</exception>
    public static ImmutableHashSet<string> ThinPools(string json) =>
        [.. Rows(json, "lv").Select(row => $"{Text(row, "vg_name")}/{Text(row, "lv_name").Trim('[', ']')}")];

    private static ImmutableArray<T> Read<T>(string json, string table, Func<JsonElement, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
            [
                .. document.RootElement.GetProperty("report").EnumerateArray()
                    .SelectMany(report => report.TryGetProperty(table, out var rows) ? [.. rows.EnumerateArray()] : Array.Empty<JsonElement>())
                    .Select(read),
            ];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"LVM's report is not understood: {e.Message}", e);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Text(ImmutableDictionary<string, string> row, string column) =>
        row.TryGetValue(column, out var text) ? text : throw new FormatException($"LVM's report has no column {column}.");

    /// <summary>LVM writes sizes with two digits behind the point, and nothing for what does not apply.</summary>
    private static ulong Number(ImmutableDictionary<string, string> row, string column)
    {
        var text = Text(row, column);
        if (text.Length == 0)
        {
            return 0;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= ulong.MaxValue
            ? (ulong)number
            : throw new FormatException($"LVM's report has {column} \"{text}\", not a number.");
    }
}
