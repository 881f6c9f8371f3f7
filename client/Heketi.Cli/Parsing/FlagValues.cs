namespace Heketi.Cli.Parsing;

/// <summary>The flags that a command knows, with what the command line says about them.</summary>
internal sealed class FlagValues
{
    private readonly Dictionary<string, FlagDefinition> _known;
    private readonly Dictionary<string, string> _given = [];
    private readonly Dictionary<string, List<string>> _lists = [];

    public FlagValues(IEnumerable<FlagDefinition> known) => _known = known.ToDictionary(flag => flag.Name);

    public FlagDefinition? Find(string name) => _known.GetValueOrDefault(name);

    public FlagDefinition? Find(char shorthand) => _known.Values.FirstOrDefault(flag => flag.Shorthand == shorthand);

    /// <exception cref="UsageException">The flag does not take this value.</exception>
    public void Set(FlagDefinition flag, string value)
    {
        try
        {
            Check(flag.Kind, value);
        }
        catch (UsageException e)
        {
            throw new UsageException($"invalid argument {GoText.Quote(value)} for {GoText.Quote(flag.Label)} flag: {e.Message}");
        }

        _given[flag.Name] = value;
        if (flag.Kind is FlagKind.TextList)
        {
            _lists.TryAdd(flag.Name, []);
            _lists[flag.Name].AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public bool Boolean(string name) => Value(name, FlagKind.Boolean) is { Length: > 0 } value && GoText.ParseBoolean(value);

    public long Integer(string name) => Value(name, FlagKind.Integer) is { Length: > 0 } value ? GoText.ParseInteger(value) : 0;

    public double Number(string name) => Value(name, FlagKind.Number) is { Length: > 0 } value ? GoText.ParseNumber(value) : 0;

    public string Text(string name) => Value(name, FlagKind.Text);

    public IReadOnlyList<string> TextList(string name) => _lists.TryGetValue(name, out var list) ? list : [];

    private string Value(string name, FlagKind kind)
    {
        var flag = _known[name];
        return flag.Kind == kind
            ? _given.GetValueOrDefault(name, flag.Default ?? "")
            : throw new InvalidOperationException($"Flag {name} takes {flag.Kind}, not {kind}");
    }

    private static void Check(FlagKind kind, string value)
    {
        switch (kind)
        {
            case FlagKind.Boolean:
                _ = GoText.ParseBoolean(value);
                break;
            case FlagKind.Integer:
                _ = GoText.ParseInteger(value);
                break;
            case FlagKind.Number:
                _ = GoText.ParseNumber(value);
                break;
        }
    }
}
