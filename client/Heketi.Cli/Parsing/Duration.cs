using System.Globalization;
using System.Text.RegularExpressions;

namespace Heketi.Cli.Parsing;

/// <summary>Durations as people type them: <c>90</c> (seconds), <c>90s</c>, <c>5m</c>, <c>1h30m</c>.</summary>
internal static partial class Duration
{
    /// <exception cref="UsageException">It is none, or not above zero.</exception>
    public static TimeSpan Parse(string flag, string text)
    {
        var match = Pattern().Match(text);
        var seconds = (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s");
        return match.Success && seconds > 0 && seconds <= int.MaxValue / 1000
            ? TimeSpan.FromSeconds(seconds)
            : throw new UsageException($"--{flag} is {GoText.Quote(text)}; give a time like 90s, 5m or 1h30m, at most 24 days");
    }

    private static double Part(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:(?<h>[0-9]{1,4})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,8})s?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
