using System.Globalization;
using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>
/// Compares the metric families of the original. The recordings keep only those; the families of the runtime, and what this
/// server adds under heketi_server_, are left out here too. Rows are sorted by labels, and some labels are random ids: rows are
/// compared as a set, and their order by the actual labels.
/// </summary>
public static partial class MetricsText
{
    private const string Ours = "heketi_server_";

    public static bool Is(string recorded) => recorded.StartsWith("# HELP heketi_", StringComparison.Ordinal);

    public static MatchOutcome Match(string recorded, string actual, Bindings bindings)
    {
        var (want, have) = (recorded.Split('\n'), Families(actual));
        if (!want.Any(line => line.StartsWith("heketi_cluster_count ", StringComparison.Ordinal)))
        {
            // "only the lines about operations kept"
            var kept = want.Select(NameOf).ToHashSet(StringComparer.Ordinal);
            have = have.FindAll(line => kept.Contains(NameOf(line)));
        }

        if (want.Length != have.Count)
        {
            return MatchOutcome.Differs("metrics", $"{want.Length} lines recorded, actual {have.Count}: {TextTemplate.Shorten(string.Join('\n', have))}");
        }

        foreach (var run in Runs(have).Where(run => !run.SequenceEqual(run.Order(StringComparer.Ordinal), StringComparer.Ordinal)))
        {
            return MatchOutcome.Differs("metrics", $"the rows of {NameOf(run[0])} are not sorted");
        }

        // A family at a time, in the recorded order of families
        var position = 0;
        foreach (var run in Runs(want))
        {
            var rows = have.GetRange(position, run.Count);
            position += run.Count;
            var outcome = MatchRows(run, rows, bindings);
            if (!outcome.IsMatch)
            {
                return outcome;
            }

            bindings = outcome.Bindings!;
        }

        return MatchOutcome.Matched(bindings);
    }

    private static MatchOutcome MatchRows(IReadOnlyList<string> want, List<string> have, Bindings bindings)
    {
        if (PlacementFamilies().IsMatch(want[0]))
        {
            if (Sum(want) != Sum(have))
            {
                return MatchOutcome.Differs("metrics", $"{NameOf(want[0])}: all devices together have {Sum(have)}, recorded {Sum(want)}");
            }

            (want, have) = ([.. want.Select(WithoutValue)], [.. have.Select(WithoutValue)]);
        }

        foreach (var line in want)
        {
            var row = have.FindIndex(candidate => TextTemplate.Match(line, candidate, bindings).IsMatch);
            if (row < 0)
            {
                return MatchOutcome.Differs("metrics", $"no line is like \"{line}\" in {TextTemplate.Shorten(string.Join('\n', have))}");
            }

            bindings = TextTemplate.Match(line, have[row], bindings).Bindings!;
            have.RemoveAt(row);
        }

        return MatchOutcome.Matched(bindings);
    }

    private static string WithoutValue(string row) => row[..(row.LastIndexOf(' ') + 1)];

    private static double Sum(IEnumerable<string> rows) => rows.Sum(row => double.Parse(row[(row.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    /// <summary>Which device has which brick is random: only the sum over all devices is the same.</summary>
    [GeneratedRegex(@"\Aheketi_device_(?:brick_count|free|free_bytes|used|used_bytes)\{")]
    private static partial Regex PlacementFamilies();

    /// <summary>The lines of the original's families, and the empty one after the last newline.</summary>
    private static List<string> Families(string text) =>
    [
        .. text.Split('\n').Where(line =>
        {
            var name = NameOf(line);
            return line.Length == 0 || (name.StartsWith("heketi_", StringComparison.Ordinal) && !name.StartsWith(Ours, StringComparison.Ordinal));
        }),
    ];

    /// <summary>Neighbouring lines of one family, comments apart.</summary>
    private static IEnumerable<IReadOnlyList<string>> Runs(IReadOnlyList<string> lines)
    {
        var run = new List<string>();
        foreach (var line in lines)
        {
            if (run.Count > 0 && (line.StartsWith('#') || NameOf(run[0]) != NameOf(line) || run[0].StartsWith('#')))
            {
                yield return run;
                run = [];
            }

            run.Add(line);
        }

        yield return run;
    }

    private static string NameOf(string line) =>
        line.StartsWith("# ", StringComparison.Ordinal) ? line.Split(' ')[2] : line.Split('{', ' ')[0];
}
