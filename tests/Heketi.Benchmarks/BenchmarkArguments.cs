namespace Heketi.Benchmarks;

/// <summary>The command line: names of benchmarks (none: all), and where to find what they need.</summary>
/// <param name="Names">The benchmarks to run.</param>
/// <param name="Server">A published server; null: the one that was built with the benchmarks.</param>
/// <param name="Database">A database for the benchmark <c>large</c>; null: it makes one.</param>
/// <param name="Error">What is wrong with the command line.</param>
internal sealed record BenchmarkArguments(IReadOnlyList<string> Names, string? Server, string? Database, string? Error)
{
    private const string ServerFlag = "--server=";
    private const string DatabaseFlag = "--database=";

    public static BenchmarkArguments Parse(IReadOnlyList<string> arguments, IReadOnlyList<string> known)
    {
        var names = arguments.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToList();
        var unknown = arguments.Where(argument => !argument.StartsWith(ServerFlag, StringComparison.Ordinal)
            && !argument.StartsWith(DatabaseFlag, StringComparison.Ordinal)).Except(known).ToList();
        var error = unknown.Count == 0
            ? null
            : $"unknown: {string.Join(", ", unknown)}; benchmarks: {string.Join(", ", known)}; "
                + "flags: --server=PATH (a published heketi), --database=PATH (of the original or of this server, .gz or not, for large)";
        return new(names, Value(ServerFlag), Value(DatabaseFlag), error);

        string? Value(string flag) => arguments.LastOrDefault(argument => argument.StartsWith(flag, StringComparison.Ordinal))?[flag.Length..];
    }

    public bool Wants(string name) => Names.Count == 0 || Names.Contains(name);
}
