namespace Heketi.Conformance.Recordings;

/// <summary>
/// Which recordings a run replays: all of them, unless <c>HEKETI_CONFORMANCE</c> names some
/// (<c>http/devices,cli/topology</c>), which is for the time one works on them.
/// </summary>
public static class RecordingChoice
{
    private static readonly string[] Chosen =
        (Environment.GetEnvironmentVariable("HEKETI_CONFORMANCE") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The names of <paramref name="group"/> ("http" or "cli") that this run replays.</summary>
    public static IEnumerable<string> Of(string group, IEnumerable<string> names) =>
        names.Where(name => Chosen.Length == 0 || Chosen.Contains($"{group}/{name}", StringComparer.Ordinal));
}
