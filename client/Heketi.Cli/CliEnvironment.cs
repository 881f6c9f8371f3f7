namespace Heketi.Cli;

/// <summary>What surrounds a run of the program.</summary>
internal sealed record CliEnvironment(IReadOnlyDictionary<string, string> Variables, string WorkingDirectory, TimeProvider Time)
{
    /// <summary>Gets a line about work that is waited for; null where nobody watches.</summary>
    public TextWriter? Terminal { get; init; }

    /// <summary>The first text that is not empty: an empty flag or variable counts as not set.</summary>
    public string FlagOrVariable(string flag, string variable, string otherwise) =>
        flag.Length > 0 ? flag : Variables.TryGetValue(variable, out var value) && value.Length > 0 ? value : otherwise;
}
