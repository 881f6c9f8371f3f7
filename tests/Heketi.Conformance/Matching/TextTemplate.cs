using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>Compares a recorded text with placeholders to an actual one, and binds what it finds.</summary>
public static class TextTemplate
{
    public static MatchOutcome Match(string recorded, string actual, Bindings bindings, string where = "")
    {
        if (!recorded.Contains('<', StringComparison.Ordinal))
        {
            return recorded == actual ? MatchOutcome.Matched(bindings) : Differs(recorded, actual, where);
        }

        var names = Placeholder.Any().Matches(recorded).Select(match => match.Value).ToList();
        var found = Regex.Match(actual, Pattern(recorded), RegexOptions.Singleline | RegexOptions.CultureInvariant);
        if (!found.Success)
        {
            return Differs(recorded, actual, where);
        }

        for (var index = 0; index < names.Count; index++)
        {
            var id = found.Groups[index + 1].Value;
            if (bindings.Bind(names[index], id) is not { } next)
            {
                return MatchOutcome.Differs(where, $"{id} cannot be {names[index]}, which is {Known(bindings, names[index])}; the id is {bindings.Recorded(id) ?? "free"}");
            }

            bindings = next;
        }

        return MatchOutcome.Matched(bindings);
    }

    /// <summary>
    /// Several clusters that refuse a volume are listed one a line, in the order of their ids: the lines are
    /// compared as a set, and their order by the actual ids.
    /// </summary>
    public static MatchOutcome MatchLines(string recorded, string actual, Bindings bindings)
    {
        var (want, have) = (recorded.Split('\n'), actual.Split('\n'));
        if (want.Count(IsClusterLine) < 2 || want.Length != have.Length)
        {
            return Match(recorded, actual, bindings);
        }

        for (var index = 0; index < want.Length; index++)
        {
            if (!IsClusterLine(want[index]) && want[index] != have[index])
            {
                return Differs(want[index], have[index], $"line {index + 1}");
            }
        }

        var rows = have.Where(line => line.StartsWith("Cluster ", StringComparison.Ordinal)).ToList();
        return rows.SequenceEqual(rows.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? MatchRows([.. want.Where(IsClusterLine)], rows, bindings)
            : MatchOutcome.Differs("", "the clusters are not in the order of their ids");
    }

    private static MatchOutcome MatchRows(List<string> want, List<string> have, Bindings bindings)
    {
        foreach (var line in want.OrderBy(line => bindings.Actual(Placeholder.Any().Match(line).Value) is null))
        {
            var row = have.FindIndex(candidate => Match(line, candidate, bindings).IsMatch);
            if (row < 0)
            {
                return MatchOutcome.Differs("", $"no line is like \"{line}\"");
            }

            bindings = Match(line, have[row], bindings).Bindings!;
            have.RemoveAt(row);
        }

        return MatchOutcome.Matched(bindings);
    }

    private static bool IsClusterLine(string line) => line.StartsWith("Cluster <cluster", StringComparison.Ordinal);

    private static string Pattern(string recorded)
    {
        var pattern = new StringBuilder("\\A");
        var end = 0;
        foreach (Match match in Placeholder.Any().Matches(recorded))
        {
            pattern.Append(Regex.Escape(recorded[end..match.Index])).Append(CultureInfo.InvariantCulture, $"({Placeholder.PatternOf(match.Value)})");
            end = match.Index + match.Length;
        }

        return pattern.Append(Regex.Escape(recorded[end..])).Append("\\z").ToString();
    }

    private static string Known(Bindings bindings, string name) => bindings.Actual(name) ?? "not bound yet";

    private static MatchOutcome Differs(string recorded, string actual, string where) =>
        MatchOutcome.Differs(where, $"recorded \"{Shorten(recorded)}\", actual \"{Shorten(actual)}\"");

    internal static string Shorten(string text)
    {
        var line = text.Replace("\n", "\\n", StringComparison.Ordinal);
        return line.Length <= 2000 ? line : $"{line[..1980]}... ({text.Length} characters)";
    }
}
