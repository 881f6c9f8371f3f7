using System.Text.Json;
using System.Text.Json.Nodes;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Recordings;

/// <summary>One recorded scenario: how the server was started, and what was said.</summary>
public sealed record HttpRecording
{
    public required string Name { get; init; }

    public required JsonObject ConfigOverrides { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required IReadOnlyList<RecordedExchange> Exchanges { get; init; }

    /// <summary>The simulated hosts that it needs; null when it was made on the mock.</summary>
    public FakeHosts? Hosts => FakeHosts.Of(Name, ConfigOverrides);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "recordings", "http");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static HttpRecording Load(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".jsonl"));
        var head = JsonNode.Parse(lines[0])!.AsObject();
        return new HttpRecording
        {
            Name = name,
            ConfigOverrides = head["config_overrides"]!.AsObject(),
            Arguments = head["args"].Deserialize<string[]>()!,
            Environment = head["env"].Deserialize<Dictionary<string, string>>()!,
            Exchanges = [.. lines.Skip(1).Select((line, index) =>
                JsonSerializer.Deserialize<RecordedExchange>(Placeholder.WithPvUuids(line))! with { Line = index + 2 })],
        };
    }
}
