namespace Heketi.Cli.Output;

/// <summary>Sizes and states as texts show them.</summary>
internal static class Units
{
    private const ulong KibPerGib = 1024 * 1024;

    /// <summary>Whole GiB, rounded down.</summary>
    public static ulong Gib(ulong kib) => kib / KibPerGib;

    /// <summary>The API says failed for what the commands call removed.</summary>
    public static string State(string state) => state == "failed" ? "removed" : state;

    public static IEnumerable<KeyValuePair<string, string>> Sorted(IReadOnlyDictionary<string, string>? tags) =>
        (tags ?? new Dictionary<string, string>()).OrderBy(tag => tag.Key, StringComparer.Ordinal);
}
