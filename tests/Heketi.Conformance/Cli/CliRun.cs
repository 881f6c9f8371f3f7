using System.Text.Json.Serialization;

namespace Heketi.Conformance.Cli;

/// <summary>One recorded run of a command, or a file that later runs read.</summary>
public sealed record CliRun
{
    /// <summary>Line number in the file, from 1.</summary>
    [JsonIgnore]
    public int Line { get; init; }

    [JsonPropertyName("argv")]
    public IReadOnlyList<string>? Arguments { get; init; }

    [JsonPropertyName("env")]
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    [JsonPropertyName("stdout")]
    public string Output { get; init; } = "";

    [JsonPropertyName("stderr")]
    public string Errors { get; init; } = "";

    [JsonPropertyName("exit_code")]
    public int ExitCode { get; init; }

    [JsonPropertyName("step")]
    public string? Step { get; init; }

    /// <summary>Name of an input file; then <see cref="Content"/> is what is in it.</summary>
    [JsonPropertyName("file")]
    public string? File { get; init; }

    [JsonPropertyName("content")]
    public string? Content { get; init; }

    /// <summary>Something that happened besides the runs; here only the start of a fresh server.</summary>
    [JsonPropertyName("note")]
    public string? Note { get; init; }

    /// <summary>Files which the command wrote, and their content.</summary>
    [JsonPropertyName("files")]
    public IReadOnlyDictionary<string, string> Written { get; init; } = new Dictionary<string, string>();

    public string CommandLine => string.Join(' ', Arguments ?? []);
}
