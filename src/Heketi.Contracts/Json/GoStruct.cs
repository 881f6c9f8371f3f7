using System.Globalization;

namespace Heketi.Contracts.Json;

/// <summary>
/// Takes the fields of a JSON object by the rules of Go: names match without regard to case, the last of repeated keys counts,
/// null leaves the default, unknown fields are ignored, numbers must have the form of the type.
/// Wrong types are collected; <see cref="ThrowIfWrong"/> reports the first of the document.
/// </summary>
public sealed class GoStruct
{
    private readonly GoJsonValue value;
    private readonly string type;
    private readonly string path;
    private readonly Mistakes mistakes;

    private GoStruct(GoJsonValue value, string type, string path, Mistakes mistakes)
    {
        this.value = value;
        this.type = type;
        this.path = path;
        this.mistakes = mistakes;
    }

    /// <summary>Starts with a whole document.</summary>
    /// <param name="root">The document; null counts as an object without fields.</param>
    /// <param name="package">Name of the package in error texts, for example api.</param>
    /// <param name="type">Name of the type in error texts.</param>
    /// <exception cref="GoJsonException">It is neither an object nor null.</exception>
    public static GoStruct Of(GoJsonValue root, string package, string type)
    {
        ArgumentNullException.ThrowIfNull(root);
        return root.Kind is GoJsonKind.Structure or GoJsonKind.Null
            ? new(root, type, "", new())
            : throw new GoJsonException($"json: cannot unmarshal {root.Word} into Go value of type {package}.{type}");
    }

    /// <summary>Names of all fields there are.</summary>
    public IEnumerable<string> Names => value.Fields.Select(f => f.Key);

    /// <summary>Whether the field is there and not null.</summary>
    public bool Has(string name) => Find(name).Any();

    /// <summary>A string; empty by default.</summary>
    public string Text(string name, string goType = "string")
    {
        var result = "";
        foreach (var field in Find(name))
        {
            result = TextOf(field, name, goType) ?? result;
        }

        return result;
    }

    /// <summary>A boolean.</summary>
    public bool Flag(string name, bool otherwise = false)
    {
        var result = otherwise;
        foreach (var field in Find(name))
        {
            result = field.Kind is GoJsonKind.Bool ? field.Text == "true" : Wrong(field, name, "bool", result);
        }

        return result;
    }

    /// <summary>A whole number within limits; its literal may have neither point nor exponent.</summary>
    public long Number(string name, long otherwise = 0, long min = long.MinValue, long max = long.MaxValue, string goType = "int")
    {
        var result = otherwise;
        foreach (var field in Find(name))
        {
            result = field.Kind is GoJsonKind.Number
                && long.TryParse(field.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max
                    ? number
                    : Wrong(field, name, goType, result);
        }

        return result;
    }

    /// <summary>A number with a fraction.</summary>
    public float Fraction(string name)
    {
        var result = 0f;
        foreach (var field in Find(name))
        {
            result = field.Kind is GoJsonKind.Number
                && float.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && float.IsFinite(number)
                    ? number
                    : Wrong(field, name, "float32", result);
        }

        return result;
    }

    /// <summary>A list of strings; null when it is not given.</summary>
    public IReadOnlyList<string>? TextList(string name)
    {
        List<string>? result = null;
        foreach (var field in Find(name))
        {
            result = field.Kind is GoJsonKind.Array
                ? [.. field.Items.Select(i => TextOf(i, name, "string") ?? "")]
                : Wrong(field, name, "[]string", result);
        }

        return result;
    }

    /// <summary>Names with strings, in ordinal order; null when they are not given.</summary>
    public IReadOnlyDictionary<string, string>? TextMap(string name)
    {
        SortedDictionary<string, string>? result = null;
        foreach (var field in Find(name))
        {
            if (field.Kind is not GoJsonKind.Structure)
            {
                Wrong(field, name, "map[string]string", result);
                continue;
            }

            result ??= new(StringComparer.Ordinal);
            foreach (var (key, item) in field.Fields)
            {
                result[key] = TextOf(item, name, "string") ?? "";
            }
        }

        return result;
    }

    /// <summary>An object within the object; one without fields by default.</summary>
    public GoStruct Struct(string name, string nestedType)
    {
        var result = new GoJsonValue(GoJsonKind.Structure, value.Offset);
        foreach (var field in Find(name))
        {
            result = field.Kind is GoJsonKind.Structure ? field : Wrong(field, name, nestedType, result);
        }

        return new(result, nestedType, path + name + ".", mistakes);
    }

    /// <summary>A list of objects; empty by default.</summary>
    public IReadOnlyList<GoStruct> StructList(string name, string nestedType)
    {
        IReadOnlyList<GoStruct> result = [];
        foreach (var field in Find(name))
        {
            result = field.Kind is GoJsonKind.Array
                ? [.. field.Items.Select(item => new GoStruct(
                    item.Kind is GoJsonKind.Structure or GoJsonKind.Null ? item : Wrong(item, name, nestedType, new GoJsonValue(GoJsonKind.Structure, item.Offset)),
                    nestedType,
                    path + name + ".",
                    mistakes))]
                : Wrong(field, name, "[]" + nestedType, result);
        }

        return result;
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="GoJsonException">A value had the wrong type.</exception>
    public void ThrowIfWrong()
    {
        if (mistakes.First is { } first)
        {
            throw new GoJsonException(first.Text);
        }
    }

    private IEnumerable<GoJsonValue> Find(string name) => value.Fields
        .Where(f => f.Value.Kind is not GoJsonKind.Null && f.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(f => f.Value);

    private string? TextOf(GoJsonValue field, string name, string goType) => field.Kind switch
    {
        GoJsonKind.Text => field.Text,
        GoJsonKind.Null => null,
        _ => Wrong<string?>(field, name, goType, null),
    };

    private T Wrong<T>(GoJsonValue field, string name, string goType, T result)
    {
        var literal = field.Kind is GoJsonKind.Number && goType is "int" or "int64" or "uint" or "uint32" or "float32"
            ? "number " + field.Text
            : field.Word;
        mistakes.Add(field.Offset, $"json: cannot unmarshal {literal} into Go struct field {type}.{path}{name} of type {goType}");
        return result;
    }

    /// <summary>What was wrong in the whole document.</summary>
    private sealed class Mistakes
    {
        public (int Offset, string Text)? First { get; private set; }

        public void Add(int offset, string text)
        {
            if (First is null || offset < First.Value.Offset)
            {
                First = (offset, text);
            }
        }
    }
}
