namespace Heketi.Migration.Gob;

/// <summary>A decoded struct. Gob leaves out fields with their zero value; reading them gives it.</summary>
internal sealed class GobStruct(string name)
{
    /// <summary>A struct without fields.</summary>
    public static readonly GobStruct Empty = new("");

    private readonly Dictionary<string, object?> fields = [];

    /// <summary>Name in Go.</summary>
    public string Name => name;

    /// <summary>Sets a field.</summary>
    public void Set(string field, object? value) => fields[field] = value;

    /// <summary>A text.</summary>
    public string Text(string field) => Get<string>(field) ?? "";

    /// <summary>A flag.</summary>
    public bool Flag(string field) => Get<object>(field) is { } value && (value is bool flag ? flag : throw Mismatch(field, "bool"));

    /// <summary>A number.</summary>
    public long Number(string field) => Get<object>(field) switch
    {
        null => 0,
        long number => number,
        ulong and > long.MaxValue => throw Mismatch(field, "number of 63 bits"),
        ulong number => (long)number,
        _ => throw Mismatch(field, "number"),
    };

    /// <summary>A number of 32 bits.</summary>
    public int Small(string field) =>
        Number(field) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Mismatch(field, "number of 32 bits");

    /// <summary>A size, KiB.</summary>
    public ulong Size(string field) => Number(field) is >= 0 and var number ? (ulong)number : throw Mismatch(field, "size");

    /// <summary>A number with a fraction.</summary>
    public float Fraction(string field) => Get<object>(field) switch
    {
        null => 0,
        double number => (float)number,
        _ => throw Mismatch(field, "float"),
    };

    /// <summary>An inner struct.</summary>
    public GobStruct Inner(string field) => Get<GobStruct>(field) ?? Empty;

    /// <summary>Texts; null where the field is missing.</summary>
    public IReadOnlyList<string>? Texts(string field) =>
        Get<List<object?>>(field)?.ConvertAll(item => item as string ?? throw Mismatch(field, "list of texts"));

    /// <summary>Structs.</summary>
    public IReadOnlyList<GobStruct> Structs(string field) =>
        Get<List<object?>>(field)?.ConvertAll(item => item as GobStruct ?? throw Mismatch(field, "list of structs")) ?? [];

    /// <summary>Texts by key, in ordinal order; null where the field is missing or empty.</summary>
    public IReadOnlyDictionary<string, string>? Map(string field)
    {
        var pairs = Get<List<KeyValuePair<object, object?>>>(field);
        if (pairs is null or { Count: 0 })
        {
            return null;
        }

        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            map[key as string ?? throw Mismatch(field, "map of texts")] = value as string ?? throw Mismatch(field, "map of texts");
        }

        return map;
    }

    /// <summary>Whether the field is given and not nil.</summary>
    public bool Has(string field) => fields.GetValueOrDefault(field) is not null;

    private T? Get<T>(string field)
        where T : class =>
        fields.GetValueOrDefault(field) switch
        {
            null => null,
            T value => value,
            _ => throw Mismatch(field, typeof(T).Name),
        };

    private GobException Mismatch(string field, string wanted) => new(0, $"field {field} of {Name} is no {wanted}");
}
