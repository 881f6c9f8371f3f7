using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Cli.Output;

namespace Heketi.Cli.Templates;

/// <summary>The functions that templates may call.</summary>
internal static partial class TemplateFunctions
{
    private static readonly Dictionary<string, Func<object?[], object?>> Known = new()
    {
        ["and"] = values => values.FirstOrDefault(value => !TemplateValues.IsTrue(value), values[^1]),
        ["or"] = values => values.FirstOrDefault(TemplateValues.IsTrue, values[^1]),
        ["not"] = values => !TemplateValues.IsTrue(values[0]),
        ["eq"] = values => values.Skip(1).Any(value => Compare(values[0], value) == 0),
        ["ne"] = values => Compare(values[0], values[1]) != 0,
        ["lt"] = values => Compare(values[0], values[1]) < 0,
        ["le"] = values => Compare(values[0], values[1]) <= 0,
        ["gt"] = values => Compare(values[0], values[1]) > 0,
        ["ge"] = values => Compare(values[0], values[1]) >= 0,
        ["len"] = values => Length(values[0]),
        ["index"] = values => values.Skip(1).Aggregate(values[0], Index),
        ["print"] = values => string.Concat(values.Select(TemplateValues.Print)),
        ["println"] = values => string.Join(' ', values.Select(TemplateValues.Print)) + "\n",
        ["printf"] = values => Format(TemplateValues.Print(values[0]), values[1..]),
        ["join"] = values => string.Join(TemplateValues.Print(values[1]), ((IEnumerable)values[0]!).Cast<object?>().Select(TemplateValues.Print)),
        ["kibToGib"] = values => Convert.ToInt64(values[0], CultureInfo.InvariantCulture) / (1024 * 1024),
        ["entryStateString"] = values => Units.State(TemplateValues.Print(values[0])),
    };

    public static bool Exists(string name) => Known.ContainsKey(name);

    /// <exception cref="TemplateException">The function does not take these values.</exception>
    public static object? Call(string name, object?[] values)
    {
        try
        {
            return Known[name](values);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidCastException or NullReferenceException or FormatException or OverflowException)
        {
            throw new TemplateException($"error calling {name}: it does not take {(values.Length == 0 ? "no values" : string.Join(' ', values.Select(TemplateValues.Print)))}");
        }
    }

    private static long Length(object? value) => value switch
    {
        string text => System.Text.Encoding.UTF8.GetByteCount(text),
        IReadOnlyDictionary<string, string> map => map.Count,
        ICollection items => items.Count,
        _ => throw new ArgumentException("has no length"),
    };

    private static object? Index(object? value, object? key) => value switch
    {
        IReadOnlyDictionary<string, string> map => map.GetValueOrDefault((string)key!, ""),
        IList list => list[(int)(long)key!],
        _ => throw new ArgumentException("has no items"),
    };

    private static int Compare(object? a, object? b) => (a, b) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (bool left, bool right) => left.CompareTo(right),
        (long left, long right) => left.CompareTo(right),
        (double or long, double or long) => Convert.ToDouble(a, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(b, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException("cannot be compared"),
    };

    private static string Format(string format, object?[] values)
    {
        var next = 0;
        return Verb().Replace(format, match =>
        {
            var (left, width, digits, verb) = (match.Groups[1].Value == "-", match.Groups[2].Value, match.Groups[4].Value, match.Groups[5].Value);
            var text = verb switch
            {
                "%" => "%",
                _ when next == values.Length => $"%!{verb}(MISSING)",
                "f" => Convert.ToDouble(values[next++], CultureInfo.InvariantCulture).ToString("F" + (digits.Length > 0 ? digits : "6"), CultureInfo.InvariantCulture),
                "q" => Parsing.GoText.Quote(TemplateValues.Print(values[next++])),
                _ => TemplateValues.Print(values[next++]),
            };
            var size = width.Length > 0 ? int.Parse(width, CultureInfo.InvariantCulture) : 0;
            return left ? text.PadRight(size) : text.PadLeft(size);
        });
    }

    [GeneratedRegex(@"%(-?)(\d{0,3})(\.(\d{0,2}))?([%vdsqft])")]
    private static partial Regex Verb();
}
