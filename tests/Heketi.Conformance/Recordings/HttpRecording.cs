using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Recordings;

/// <summary>One recorded scenario: how the server was started, and what was said.</summary>
public sealed partial record HttpRecording
{
    public required string Name { get; init; }

    public required JsonObject ConfigOverrides { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The sample database that the server starts on a copy of; null: on none.</summary>
    public string? Database { get; init; }

    public required IReadOnlyList<RecordedExchange> Exchanges { get; init; }

    /// <summary>The simulated hosts that it needs; null when it was made on the mock.</summary>
    public FakeHosts? Hosts => FakeHosts.Of(Name, ConfigOverrides);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "recordings", "http");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    [GeneratedRegex("on a copy of (db/[a-z0-9_]+[.]db)")]
    private static partial Regex SampleName();

    public static HttpRecording Load(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".jsonl"));
        var head = JsonNode.Parse(lines[0])!.AsObject();
        var notes = lines.Take(2).Select(line => (string?)JsonNode.Parse(line)!["note"]);
        return new HttpRecording
        {
            Name = name,
            Database = notes.Select(note => SampleName().Match(note ?? "")).FirstOrDefault(match => match.Success)?.Groups[1].Value,
            ConfigOverrides = head["config_overrides"]!.AsObject(),
            Arguments = head["args"].Deserialize<string[]>()!,
            Environment = head["env"].Deserialize<Dictionary<string, string>>()!,
            Exchanges = [.. lines.Skip(1).Select((line, index) =>
                JsonSerializer.Deserialize<RecordedExchange>(Placeholder.WithHostIds(line))! with { Line = index + 2 })],
        };
    }
}
