using System.Text.Json;

namespace Heketi.Conformance.Cli;

/// <summary>The runs of one file.</summary>
public sealed record CliRecording(string Name, IReadOnlyList<CliRun> Runs)
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "recordings", "cli");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(_folder, "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static CliRecording Load(string name) => new(name, [.. File.ReadLines(Path.Combine(_folder, name + ".jsonl"))
        .Select((line, index) => JsonSerializer.Deserialize<CliRun>(line)! with { Line = index + 1 }).Skip(1)]);
}
