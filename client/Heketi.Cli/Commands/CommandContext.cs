using System.Text.Json.Serialization.Metadata;
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

    public required string WorkingDirectory { get; init; }

    public required TimeProvider Time { get; init; }

    public HeketiClient Client => LazyClient.Value;

    public bool Json => Flags.Boolean("json");

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
    public string File(string name) => Path.Combine(WorkingDirectory, name);

    /// <summary>Writes a value as JSON. As in the original no newline follows.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Out.Write(HeketiJson.Write(value, type));
}
