namespace Heketi.Server.Verbs;

/// <summary>The flags that were given.</summary>
internal sealed class VerbArguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>What is wrong with them.</summary>
    public string? Error { get; private set; }

    /// <summary>Help is wanted.</summary>
    public bool Help { get; private set; }

    /// <summary>Reads them as the original does: <c>--name value</c> or <c>--name=value</c>; words that are no flags are left out.</summary>
    public static VerbArguments Parse(Verb verb, IReadOnlyList<string> arguments)
    {
        var result = new VerbArguments();
        for (var i = 0; i < arguments.Count && result.Error is null; i++)
        {
            var argument = arguments[i];
            if (argument is "-h" or "--help")
            {
                result.Help = true;
            }
            else if (argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2)
            {
                i = result.Flag(verb, arguments, i);
            }
            else if (argument is ['-', var letter, ..])
            {
                result.Error = $"unknown shorthand flag: '{letter}' in {argument}";
            }
        }

        return result;
    }

    /// <summary>A text; empty when it was not given.</summary>
    public string Text(string name) => values.GetValueOrDefault(name, "");

    /// <summary>Texts that are separated by commas.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Text(name).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether it was given.</summary>
    public bool IsOn(string name) => Text(name) is "true";

    private int Flag(Verb verb, IReadOnlyList<string> arguments, int at)
    {
        var (name, value) = arguments[at].IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
            ? (arguments[at][2..equals], arguments[at][(equals + 1)..])
            : (arguments[at][2..], null);
        var flag = verb.Flags.FirstOrDefault(flag => flag.Name == name);
        if (flag is null)
        {
            Error = "unknown flag: --" + name;
        }
        else if (flag.Type.Length == 0)
        {
            values[name] = value ?? "true";
            Error = values[name] is "true" or "false" ? null : $"invalid argument \"{value}\" for \"--{name}\" flag: allowed: true, false";
        }
        else if (value is null && at + 1 == arguments.Count)
        {
            Error = "flag needs an argument: --" + name;
        }
        else
        {
            values[name] = value ?? arguments[++at];
        }

        return at;
    }
}
