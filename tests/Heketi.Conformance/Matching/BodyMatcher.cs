using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>Compares a recorded body to the bytes that came.</summary>
public static partial class BodyMatcher
{
    public static MatchOutcome Match(string recorded, string actual, Bindings bindings, ObservedTopology? topology = null)
    {
        if (Described().IsMatch(recorded))
        {
            return actual.Length > 0 ? MatchOutcome.Matched(bindings) : MatchOutcome.Differs("body", $"recorded {recorded}, actual nothing");
        }

        if (MetricsText.Is(recorded))
        {
            return MetricsText.Match(recorded, actual, bindings);
        }

        return recorded.StartsWith('{') || recorded.StartsWith('[')
            ? MatchJson(recorded, actual, bindings, topology)
            : TextTemplate.MatchLines(WithoutClock(recorded), WithoutClock(actual), bindings);
    }

    /// <summary>By how many blanks the recorded text is indented; 0 for a text in one line.</summary>
    public static int IndentOf(string recorded) => Indent().Match(recorded).Groups[1].Length;

    private static MatchOutcome MatchJson(string recorded, string actual, Bindings bindings, ObservedTopology? topology)
    {
        if (JsonTree.TryParse(recorded) is not { } want || JsonTree.TryParse(actual) is not { } have)
        {
            return TextTemplate.Match(recorded, actual, bindings);
        }

        var indent = IndentOf(recorded);
        var layout = want.Render(indent);
        if (!recorded.StartsWith(layout, StringComparison.Ordinal))
        {
            return TextTemplate.Match(recorded, actual, bindings);
        }

        var tail = recorded[layout.Length..];
        if (have.Render(indent) + tail != actual)
        {
            return MatchOutcome.Differs("layout", $"blanks or the end differ: \"{TextTemplate.Shorten(actual)}\", end recorded \"{tail.Replace("\n", "\\n", StringComparison.Ordinal)}\"");
        }

        var outcome = JsonMatcher.Match(want, have, bindings);
        var fault = outcome.IsMatch ? IdOrder.FirstFault(have) ?? (DumpMatcher.IsDump(have) ? DumpMatcher.Fault(have) : null) ?? topology?.Observe(have) : null;
        return fault is null ? outcome : MatchOutcome.Differs("body", fault);
    }

    /// <summary>Error texts of tokens tell times that depend on the clock.</summary>
    private static string WithoutClock(string text) =>
        UnixTime().Replace(ExpiredBy().Replace(text, "Token is expired by <duration>"), "cannot unmarshal number <time>");

    /// <summary>Bodies that the recording only describes.</summary>
    [GeneratedRegex(@"\A(?:<metrics text>|<html page>|<command line, NUL separated>|<[0-9]+ bytes of binary data>)\z")]
    private static partial Regex Described();

    [GeneratedRegex(@"\A.\n( +)")]
    private static partial Regex Indent();

    [GeneratedRegex("Token is expired by (?:[0-9]+[hms])+")]
    private static partial Regex ExpiredBy();

    [GeneratedRegex(@"cannot unmarshal number [0-9]{10}\.5")]
    private static partial Regex UnixTime();
}
