using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heketi.Deployment.Tests.Helm;

/// <summary>The functions of the subset, as Go's templates, Sprig and Helm define them.</summary>
internal static class TemplateFunctions
{
    /// <summary>Their names. <c>and</c>, <c>or</c> and <c>include</c> are the renderer's, the rest is here.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>
    {
        "and", "or", "not", "eq", "int", "quote", "include", "nindent", "toYaml", "toJson", "sha256sum", "required", "fail",
        ".Capabilities.APIVersions.Has",
    };

    /// <exception cref="ChartException">The function does not take these values, or is one that ends the rendering.</exception>
    public static JsonNode? Call(string function, IReadOnlyList<JsonNode?> values, IReadOnlySet<string> apiVersions) => (function, values) switch
    {
        ("not", [var value]) => !IsTrue(value),
        ("eq", [JsonValue left, JsonValue right]) when left.GetValueKind() == right.GetValueKind() || IsBoolean(left) == IsBoolean(right) => JsonNode.DeepEquals(left, right),
        ("int", [JsonValue value]) when value.TryGetValue<double>(out var number) => (long)number,
        ("quote", [var value]) => Quote(Print(value)),
        ("nindent", [JsonValue count, var value]) => Indent((int)count.GetValue<double>(), Print(value)),
        ("toYaml", [var value]) => YamlText.Write(value),
        ("toJson", [var value]) => Sorted(value)?.ToJsonString() ?? "null",
        ("sha256sum", [var value]) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Print(value)))),
        ("required", [var message, var value]) => value is null || Print(value).Length == 0 ? throw new ChartException(Print(message)) : value,
        ("fail", [var message]) => throw new ChartException(Print(message)),
        (".Capabilities.APIVersions.Has", [JsonValue version]) => apiVersions.Contains(version.GetValue<string>()),
        _ => throw new ChartException($"{function} does not take {string.Join(", ", values.Select(value => value?.ToJsonString() ?? "nothing"))}"),
    };

    public static bool IsTrue(JsonNode? value) => value switch
    {
        null => false,
        JsonObject map => map.Count > 0,
        JsonArray list => list.Count > 0,
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.String => value.GetValue<string>().Length > 0,
            JsonValueKind.Number => value.ToJsonString() != "0",
            _ => false,
        },
    };

    /// <summary>As a template prints it: of the numbers, those of the values are floating and print so from 1e+06 on.</summary>
    public static string Print(JsonNode? value) => value switch
    {
        null => "",
        JsonValue number when number.TryGetValue<double>(out var floating) =>
            Math.Abs(floating) >= 1e6 ? floating.ToString("0.###############e+00", CultureInfo.InvariantCulture) : floating.ToString("R", CultureInfo.InvariantCulture),
        JsonValue text when text.TryGetValue<string>(out var plain) => plain,
        JsonValue => value.ToJsonString(),
        _ => throw new ChartException($"a map or list is printed without toYaml: {value.ToJsonString()}"),
    };

    /// <summary>Maps in the order of their keys, as Go writes them.</summary>
    public static JsonNode? Sorted(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => value?.DeepClone(),
    };

    private static bool IsBoolean(JsonValue value) => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string Indent(int count, string text) => "\n" + string.Join('\n', text.Split('\n').Select(line => new string(' ', count) + line));
}
