using System.Text.Json.Serialization.Metadata;
using Heketi.Cli.Output;
using Heketi.Cli.Parsing;
using Heketi.Client;
using Heketi.Client.Json;

namespace Heketi.Cli.Commands;

/// <summary>What a command works with.</summary>
internal sealed class CommandContext
{
    public required FlagValues Flags { get; init; }

    /// <summary>Arguments that are no flags.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Makes the client on first use: commands that need no server work with a wrong address too.</summary>
    public required Lazy<HeketiClient> LazyClient { get; init; }

    /// <summary>What surrounds the run.</summary>
    public required CliEnvironment Environment { get; init; }

    public TimeProvider Time => Environment.Time;

    public HeketiClient Client => LazyClient.Value;

    /// <summary>Results are wanted for programs: <c>--json</c>, or <c>--output</c> with any of its values.</summary>
    public bool Json => OutputGiven || (Flags.Find("json") is { Kind: FlagKind.Boolean } && Flags.Boolean("json"));

    /// <summary><c>--output</c> was given. It has a say in commands too in which <c>--json</c> has none.</summary>
    public bool OutputGiven => Flags.Text("output").Length > 0;

    /// <summary>Results are wanted as a table.</summary>
    public bool Table => Flags.Text("output") == "table";

    /// <summary>The argument at a place.</summary>
    /// <exception cref="UsageException">It is missing or empty.</exception>
    public string Argument(int index, string ifMissing) =>
        Arguments.Count > index && Arguments[index].Length > 0 ? Arguments[index] : throw new UsageException(ifMissing);

    /// <summary>A whole number flag for a field of the API that has 32 bits.</summary>
    /// <exception cref="UsageException">It is too large.</exception>
    public int Integer32(string flag)
    {
        var value = Flags.Integer(flag);
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new UsageException($"--{flag} is {value}; the largest possible value is {int.MaxValue}");
    }

    /// <summary>A file name, relative to the working directory.</summary>
    public string File(string name) => Path.Combine(Environment.WorkingDirectory, name);

    /// <summary>Writes a value as JSON, or as <c>--output</c> asks. As in the original no newline follows JSON.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Out.Write(Converted(HeketiJson.Write(value, type)));

    /// <summary>Writes JSON that the server has laid out for people, or as <c>--output</c> asks.</summary>
    public void WriteDocument(string json) => Out.Write(Converted(json));

    private string Converted(string json) => Flags.Text("output") switch
    {
        "yaml" => YamlText.Of(json),
        "table" => TableText.Of(json),
        _ => json,
    };
}
