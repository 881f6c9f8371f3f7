using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Heketi.Deployment.Tests.Helm;

/// <summary>YAML to JSON values and back, with the types that Helm sees.</summary>
internal static partial class YamlText
{
    /// <summary>All documents that are not empty.</summary>
    /// <exception cref="ChartException">A word would be a boolean to some readers and a text to others.</exception>
    /// <exception cref="YamlException">It is no YAML; a key that is there twice counts as well.</exception>
    public static IEnumerable<JsonNode> Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => Value(document.RootNode)).OfType<JsonNode>()];
    }

    /// <summary>Block style, keys in order, without a newline at the end.</summary>
    public static string Write(JsonNode? value) => value switch
    {
        JsonObject { Count: > 0 } map => string.Join('\n', map.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{Scalar(member.Key)}:{Below(member.Value, isList: false)}")),
        JsonArray { Count: > 0 } list => string.Join('\n', list.Select(item => $"-{Below(item, isList: true)}")),
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue text when text.TryGetValue<string>(out var plain) => Scalar(plain),
        _ => value is null ? "null" : TemplateFunctions.Print(value),
    };

    private static string Below(JsonNode? value, bool isList) => value switch
    {
        JsonObject { Count: > 0 } or JsonArray { Count: > 0 } when isList => " " + Write(value).Replace("\n", "\n  ", StringComparison.Ordinal),
        JsonObject { Count: > 0 } => "\n  " + Write(value).Replace("\n", "\n  ", StringComparison.Ordinal),
        JsonArray { Count: > 0 } => "\n" + Write(value),
        _ => " " + Write(value),
    };

    private static string Scalar(string text) => PlainWord().IsMatch(text) && !Doubtful().IsMatch(text) && text != "null" ? text : JsonSerializer.Serialize(text);

    private static JsonNode? Value(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Value(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Value)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: var plain } => PlainValue(plain ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new ChartException($"{node.GetType().Name} is not expected in a chart"),
    };

    private static JsonNode? PlainValue(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" or "false" => text == "true",
        _ when Doubtful().IsMatch(text) => throw new ChartException($"{text} is a boolean for some readers of YAML: put it in quotes"),
        _ when Number().IsMatch(text) => double.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };

    [GeneratedRegex(@"^[A-Za-z/][A-Za-z0-9_./-]*$")]
    private static partial Regex PlainWord();

    [GeneratedRegex("^(?:y|n|yes|no|on|off|true|false)$", RegexOptions.IgnoreCase)]
    private static partial Regex Doubtful();

    [GeneratedRegex(@"^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$")]
    private static partial Regex Number();
}
