using System.Text.Json;

namespace Heketi.Cli.Tests;

/// <summary>A run of the original program.</summary>
internal sealed record Recording(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, CliRun Expected)
{
    /// <summary>All runs of a file, with the input files that were there at the time.</summary>
    public static IEnumerable<(int Line, Recording Run)> Runs(string file) => Lines(file)
        .Where(line => line.Json.TryGetProperty("argv", out _))
        .Select(line => (line.Number, Parse(line.Json)));

    public static Recording At(string file, int line) => Runs(file).Single(run => run.Line == line).Run;

    /// <summary>The standard output of the last run with just these arguments, ids like &lt;node1&gt; without their brackets.</summary>
    public static string OutputOf(string file, string arguments) => Runs(file)
        .Last(run => string.Join(' ', run.Run.Arguments) == arguments).Run.Expected.Output
        .Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);

    /// <summary>Content of a recorded input file.</summary>
    public static string InputFile(string file, string name) => Lines(file)
        .First(line => line.Json.TryGetProperty("file", out var recorded) && recorded.GetString() == name)
        .Json.GetProperty("content").GetString()!;

    private static IEnumerable<(int Number, JsonElement Json)> Lines(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recordings", file + ".jsonl"))
            .Select((line, index) => (index + 1, JsonElement.Parse(line)));

    private static Recording Parse(JsonElement json) => new(
        [.. json.GetProperty("argv").EnumerateArray().Skip(1).Select(argument => argument.GetString()!)],
        json.GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!),
        new CliRun(json.GetProperty("stdout").GetString()!, json.GetProperty("stderr").GetString()!, json.GetProperty("exit_code").GetInt32()));
}
