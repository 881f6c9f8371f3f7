using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Heketi.Cli.Output;

/// <summary>JSON written as YAML. Texts are quoted as JSON wherever YAML could read them as something else.</summary>
internal static class YamlText
{
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Append(text, document.RootElement, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject())
                {
                    Indent(text, depth).Append(Scalar(member.Name)).Append(':');
                    AppendNested(text, member.Value, depth);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (var item in value.EnumerateArray())
                {
                    Indent(text, depth).Append('-');
                    AppendNested(text, item, depth);
                }

                break;
            default:
                text.Append(Flat(value)).Append('\n');
                break;
        }
    }

    private static void AppendNested(StringBuilder text, JsonElement value, int depth)
    {
        if (IsNested(value))
        {
            text.Append('\n');
            Append(text, value, depth + 1);
        }
        else
        {
            text.Append(' ').Append(Flat(value)).Append('\n');
        }
    }

    private static bool IsNested(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => false,
    };

    private static StringBuilder Indent(StringBuilder text, int depth) => text.Append(' ', depth * 2);

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => Scalar(value.GetString() ?? ""),
        _ => value.GetRawText(),
    };

    /// <summary>Plain only where it can be nothing but a text: it begins with a letter or slash, holds no special characters and is no word of YAML.</summary>
    private static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) => text.Length > 0
        && (char.IsAsciiLetter(text[0]) || text[0] is '/' or '_')
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '_' or '-' or '.')
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff' => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
