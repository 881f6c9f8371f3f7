using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Heketi.Deployment.Tests;

/// <summary>A template, processed as <c>oc process</c> does: <c>${NAME}</c> in texts, <c>labels</c> on every object.</summary>
internal sealed partial class OpenShiftTemplate(JsonObject template)
{
    /// <summary>Names of the parameters.</summary>
    public IEnumerable<string> Parameters => template["parameters"]!.AsArray().Select(each => (string)each!["name"]!);

    /// <summary>Names that objects refer to.</summary>
    public IEnumerable<string> References => Reference().Matches(template["objects"]!.ToJsonString()).Select(match => match.Groups["name"].Value).Distinct();

    public static OpenShiftTemplate Load(string file) =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "openshift", file)))!.AsObject());

    /// <summary>The objects with the parameters' values in their places.</summary>
    /// <exception cref="InvalidOperationException">A required parameter has no value, or an object refers to an unknown one.</exception>
    public IReadOnlyList<JsonElement> Process(IReadOnlyDictionary<string, string> given)
    {
        var values = template["parameters"]!.AsArray().ToDictionary(each => (string)each!["name"]!, each => Value(each!, given));
        return [.. template["objects"]!.AsArray().Select(each => Labelled((JsonObject)Filled(each!, values)!))];
    }

    private static string Value(JsonNode parameter, IReadOnlyDictionary<string, string> given)
    {
        var name = (string)parameter["name"]!;
        var value = given.GetValueOrDefault(name) ?? (string?)parameter["value"] ?? (parameter["generate"] is null ? "" : "generated");
        return value.Length == 0 && parameter["required"]?.GetValue<bool>() is true
            ? throw new InvalidOperationException($"parameter {name} is required and must be specified")
            : value;
    }

    private static JsonNode? Filled(JsonNode? node, Dictionary<string, string> values) => node switch
    {
        JsonObject map => new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, Filled(member.Value, values)))),
        JsonArray list => new JsonArray([.. list.Select(item => Filled(item, values))]),
        JsonValue text when text.TryGetValue<string>(out var plain) => Reference().Replace(plain, match => values.TryGetValue(match.Groups["name"].Value, out var value)
            ? value
            : throw new InvalidOperationException($"{match.Value}: there is no such parameter")),
        _ => node?.DeepClone(),
    };

    private JsonElement Labelled(JsonObject value)
    {
        var labels = value["metadata"]!["labels"] as JsonObject ?? [];
        foreach (var (name, label) in template["labels"]!.AsObject())
        {
            labels[name] = label!.DeepClone();
        }

        value["metadata"]!["labels"] = labels.Parent is null ? labels : labels.DeepClone();
        using var document = JsonDocument.Parse(value.ToJsonString());
        return document.RootElement.Clone();
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)\}")]
    private static partial Regex Reference();
}
