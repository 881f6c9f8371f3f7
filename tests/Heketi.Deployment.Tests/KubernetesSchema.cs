using System.Text.Json;

namespace Heketi.Deployment.Tests;

/// <summary>
/// Checks objects against a version's OpenAPI definitions: types, required and unknown fields, enumerations. Unknown fields are
/// mistakes here, although an API server drops them silently: a misspelt field is a setting that has no effect.
/// </summary>
internal sealed class KubernetesSchema
{
    private readonly JsonElement _definitions;
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);

    private KubernetesSchema(JsonElement definitions, bool isAlone = false)
    {
        _definitions = definitions;
        if (isAlone)
        {
            return;
        }

        foreach (var definition in definitions.EnumerateObject())
        {
            if (definition.Value.TryGetProperty("properties", out var properties)
                && properties.TryGetProperty("kind", out var kind) && kind.TryGetProperty("enum", out var kinds)
                && properties.TryGetProperty("apiVersion", out var version) && version.TryGetProperty("enum", out var versions))
            {
                _kinds[$"{versions[0]} {kinds[0]}"] = definition.Name;
            }
        }
    }

    public static KubernetesSchema Load(string version)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas", $"kubernetes-{version}.json")));
        return new(document.RootElement.GetProperty("definitions").Clone());
    }

    /// <summary>What is wrong with an object, or with the objects of a List.</summary>
    public IEnumerable<string> Mistakes(JsonElement value)
    {
        if (value.GetProperty("kind").GetString() == "List")
        {
            return value.GetProperty("items").EnumerateArray().SelectMany(Mistakes);
        }

        var kind = $"{value.GetProperty("apiVersion")} {value.GetProperty("kind")}";
        return _kinds.TryGetValue(kind, out var definition)
            ? Check(value, _definitions.GetProperty(definition), kind)
            : [$"{kind}: this version of Kubernetes does not have it"];
    }

    /// <summary>What is wrong with a value by a schema that stands for itself.</summary>
    public static IEnumerable<string> Check(JsonElement value, JsonElement schema) => new KubernetesSchema(schema, isAlone: true).Check(value, schema, "");

    private IEnumerable<string> Check(JsonElement value, JsonElement schema, string path)
    {
        schema = Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var results = choices.EnumerateArray().Select(choice => Check(value, choice, path).ToArray()).ToArray();
            return results.Any(mistakes => mistakes.Length == 0) ? [] : results.MaxBy(Depth)!;
        }

        if (schema.TryGetProperty("type", out var type) && !IsOf(value, type.GetString()!, schema))
        {
            return [$"{path}: is {value.ValueKind}, has to be {type}"];
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(each => each.ToString() == value.ToString()))
        {
            return [$"{path}: is {value}, has to be one of {allowed}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => CheckFields(value, schema, path),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) =>
                value.EnumerateArray().SelectMany((item, i) => Check(item, items, $"{path}[{i}]")),
            _ => [],
        };
    }

    /// <summary>Of several that do not fit, the one meant is the one that fits deepest.</summary>
    private static int Depth(string[] mistakes) => mistakes.Max(mistake => mistake.TakeWhile(c => c != ':').Count());

    private IEnumerable<string> CheckFields(JsonElement value, JsonElement schema, string path)
    {
        var hasFields = schema.TryGetProperty("properties", out var properties);
        var takesAny = schema.TryGetProperty("additionalProperties", out var others);
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            {
                yield return $"{path}.{name}: is missing";
            }
        }

        foreach (var field in value.EnumerateObject())
        {
            var inner = $"{path}.{field.Name}";
            if (hasFields && properties.TryGetProperty(field.Name, out var known))
            {
                foreach (var mistake in Check(field.Value, known, inner))
                {
                    yield return mistake;
                }
            }
            else if (takesAny && others.ValueKind is JsonValueKind.Object)
            {
                foreach (var mistake in Check(field.Value, others, inner))
                {
                    yield return mistake;
                }
            }
            else if (hasFields)
            {
                yield return $"{inner}: there is no such field";
            }
        }
    }

    private JsonElement Resolve(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? _definitions.GetProperty(reference.GetString()!.TrimEnd('#')) : schema;

    private static bool IsOf(JsonElement value, string type, JsonElement schema) => type switch
    {
        _ when value.ValueKind is JsonValueKind.Null => type == "null" || (schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()),
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };
}
