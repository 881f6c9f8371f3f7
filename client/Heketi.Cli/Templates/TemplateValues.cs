using System.Collections;
using System.Globalization;

namespace Heketi.Cli.Templates;

/// <summary>Values of templates: texts, numbers, booleans, lists, maps of texts and structs.</summary>
internal static class TemplateValues
{
    /// <summary>As a template prints it.</summary>
    public static string Print(object? value) => value switch
    {
        null => "<no value>",
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IReadOnlyDictionary<string, string> map => $"map[{string.Join(' ', Sorted(map).Select(entry => $"{entry.Key}:{entry.Value}"))}]",
        TemplateStruct structure => $"{{{string.Join(' ', structure.Fields.Select(field => Print(field.Value)))}}}",
        IEnumerable items => $"[{string.Join(' ', items.Cast<object?>().Select(Print))}]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>What counts as false: nothing, false, 0 and whatever is empty.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        ICollection items => items.Count > 0,
        _ => true,
    };

    public static IEnumerable<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string> map) =>
        map.OrderBy(entry => entry.Key, StringComparer.Ordinal);
}
