using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Heketi.Conformance.OpenApi;

/// <summary>The server's OpenAPI document, to hold answers against.</summary>
public sealed class ApiDocument(JsonElement root)
{
    /// <summary>Why an answer is not as the document says; null when it is, or when the document does not know the path.</summary>
    public string? Fault(string method, string path, int status, string body)
    {
        if (OperationOf(method, path) is not { } operation)
        {
            return null;
        }

        var name = status.ToString(CultureInfo.InvariantCulture);
        if (!operation.GetProperty("responses").TryGetProperty(name, out var response))
        {
            return $"{status} is not documented";
        }

        if (status >= 300 || !response.TryGetProperty("content", out var content) || !content.TryGetProperty("application/json", out var json))
        {
            return null;
        }

        using var document = JsonDocument.Parse(body);
        return Fault(document.RootElement, json.GetProperty("schema"), "$");
    }

    /// <summary>Whether the document has an operation for a request.</summary>
    public bool Knows(string method, string path) => OperationOf(method, path) is not null;

    private JsonElement? OperationOf(string method, string path)
    {
        foreach (var template in root.GetProperty("paths").EnumerateObject())
        {
            var pattern = "^" + Regex.Escape(template.Name).Replace("\\{id}", "(?:[0-9a-fA-F]+|<[a-z]+[0-9]+>)", StringComparison.Ordinal) + "$";
            if (Regex.IsMatch(path.Split('?')[0], pattern) && template.Value.TryGetProperty(method.ToLowerInvariant(), out var operation))
            {
                return operation;
            }
        }

        return null;
    }

    private string? Fault(JsonElement value, JsonElement schema, string place)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Fault(value, root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), place);
        }

        if (schema.TryGetProperty("allOf", out var all))
        {
            return all.EnumerateArray().Select(part => Fault(value, part, place)).FirstOrDefault(fault => fault is not null);
        }

        if (value.ValueKind is JsonValueKind.Null)
        {
            return schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean() ? null : $"{place} is null";
        }

        return schema.TryGetProperty("type", out var type) ? Fault(value, schema, type.GetString()!, place) : null;
    }

    private string? Fault(JsonElement value, JsonElement schema, string type, string place) => (type, value.ValueKind) switch
    {
        ("object", JsonValueKind.Object) => value.EnumerateObject().Select(field => Field(field, schema, $"{place}.{field.Name}")).FirstOrDefault(f => f is not null),
        ("array", JsonValueKind.Array) =>
            value.EnumerateArray().Select((item, i) => Fault(item, schema.GetProperty("items"), $"{place}[{i}]")).FirstOrDefault(f => f is not null),
        ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => null,
        ("integer", JsonValueKind.Number) when value.TryGetInt64(out _) || value.TryGetUInt64(out _) => null,
        _ => $"{place} is {value.ValueKind}, documented is {type}",
    };

    private string? Field(JsonProperty field, JsonElement schema, string place)
    {
        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(field.Name, out var known))
        {
            return Fault(field.Value, known, place);
        }

        return schema.TryGetProperty("additionalProperties", out var rest)
            ? rest.ValueKind is JsonValueKind.Object ? Fault(field.Value, rest, place) : rest.GetBoolean() ? null : $"{place} is not documented"
            : null;
    }
}
