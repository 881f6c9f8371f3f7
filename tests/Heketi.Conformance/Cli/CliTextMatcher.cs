using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.Cli;

/// <summary>
/// Compares what a command printed for people. Lists are printed in the order of random ids, so where the
/// text is not the same line by line, its lines are compared as a set, less what depends on placement.
/// </summary>
public static partial class CliTextMatcher
{
    private const string DnsServer = "<dns server>";

    public static MatchOutcome Match(string recorded, string actual, Bindings bindings, ObservedTopology topology)
    {
        (recorded, actual) = (WithoutShortId(recorded), WithoutShortId(actual));
        if (recorded.StartsWith('{') && PrintedHosts.ListsOf(recorded).Count == 0)
        {
            return BodyMatcher.Match(recorded, actual, bindings, topology);
        }

        if ((Unsorted(actual) ?? PrintedHosts.Fault(actual, topology) ?? PrintedTemplates.Fault(actual, topology)) is { } fault)
        {
            return MatchOutcome.Differs("", fault);
        }

        (recorded, actual) = (Comparable(InOrder(recorded, bindings), topology), Comparable(actual, topology));
        if (PrintedTopology.Is(recorded))
        {
            return PrintedTopology.Match(recorded, actual, bindings);
        }

        var exact = TextTemplate.Match(recorded, actual, bindings);
        if (!exact.IsMatch && PrintedDevice.Match(recorded, actual, bindings) is { } device)
        {
            return device;
        }

        return exact.IsMatch || Placeholder.Any().Count(recorded) < 2 ? exact : MatchLines(recorded, actual, bindings) is { } found ? MatchOutcome.Matched(found) : exact;
    }

    /// <summary>The name of a PersistentVolume holds the first 8 digits of the volume's id, which the recording left as they were.</summary>
    public static string WithoutShortId(string text) => ShortId().Replace(text, "glusterfs-<short id>");

    /// <summary>The error output: a text that names the resolver's address, which the recording leaves out.</summary>
    public static MatchOutcome MatchErrors(string recorded, string actual, Bindings bindings) => TextTemplate.Match(
        recorded,
        recorded.Contains(DnsServer, StringComparison.Ordinal) ? Resolver().Replace(actual, "${before}" + DnsServer + "${after}") : actual,
        bindings,
        "errors");

    /// <summary>The text with all chance of hosts and of templates taken out.</summary>
    private static string Comparable(string text, ObservedTopology topology) =>
        PrintedTemplates.Fixed(PrintedHosts.Sorted(PrintedHosts.WithoutChoices(text, topology)));

    /// <summary>A list of block volumes in the order of the actual ids, where these are known.</summary>
    private static string InOrder(string recorded, Bindings bindings) => BlockVolumes().Replace(recorded, list =>
        list.Groups["ids"].Value.Split(' ') is var ids && Array.TrueForAll(ids, id => bindings.Actual(id) is not null)
            ? $"Block Volumes: [{string.Join(' ', ids.OrderBy(bindings.Actual, StringComparer.Ordinal))}]"
            : list.Value);

    private static Bindings? MatchLines(string recorded, string actual, Bindings bindings)
    {
        var (want, have) = (recorded.Split('\n'), actual.Split('\n').ToList());
        if (want.Length != have.Count)
        {
            return null;
        }

        foreach (var line in want.OrderBy(line => Placeholder.Any().Matches(line).Count(match => bindings.Actual(match.Value) is null)))
        {
            var partner = have.FindIndex(candidate => MatchLine(line, candidate, bindings).IsMatch);
            if (partner < 0)
            {
                return null;
            }

            bindings = MatchLine(line, have[partner], bindings).Bindings!;
            have.RemoveAt(partner);
        }

        return bindings;
    }

    private static MatchOutcome MatchLine(string recorded, string actual, Bindings bindings)
    {
        foreach (var pattern in (ReadOnlySpan<Regex>)[Place(), Path()])
        {
            if (pattern.Match(recorded) is { Success: true } want && pattern.Match(actual) is { Success: true } have)
            {
                return TextTemplate.Match(want.Groups["rest"].Value, have.Groups["rest"].Value, bindings);
            }
        }

        return TextTemplate.Match(Usage().Replace(recorded, "usage"), Usage().Replace(actual, "usage"), bindings);
    }

    /// <summary>
    /// Neighbouring lines that are ids, or begin with one in the same cluster, are in the order of ids. The nodes that a template prints
    /// do not name their clusters: see <see cref="PrintedTemplates"/>.
    /// </summary>
    private static string? Unsorted(string text)
    {
        var rows = text.Split('\n').Select(line => Row().Match(line)).ToList();
        return rows.Zip(rows.Skip(1)).Any(pair => pair.First.Success && pair.Second.Success
                && pair.First.Groups["depth"].Value == pair.Second.Groups["depth"].Value
                && pair.First.Groups["cluster"].Value == pair.Second.Groups["cluster"].Value
                && string.CompareOrdinal(pair.First.Groups["id"].Value, pair.Second.Groups["id"].Value) >= 0)
            ? "a list is not in the order of ids"
            : null;
    }

    [GeneratedRegex(@"^Block Volumes: \[(?<ids><[^\]\n]+)\]$", RegexOptions.Multiline)]
    private static partial Regex BlockVolumes();

    [GeneratedRegex("glusterfs-[0-9a-f]{8}(?![0-9a-f])")]
    private static partial Regex ShortId();

    [GeneratedRegex(@"^(?<rest>\s+(?:Node|Device): )(?:<[a-z]+[0-9]+>|[0-9a-f]{32})$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?<rest>\s*(?:Id:\S+\s+Size \(GiB\):\S+\s+)?(?:Path: )?)/var/lib/heketi/mounts/vg_(?:<[a-z]+[0-9]+>|[0-9a-f]{32})/brick_(?:<[a-z]+[0-9]+>|[0-9a-f]{32})/brick$")]
    private static partial Regex Path();

    [GeneratedRegex(@"Used \(GiB\):\s*[0-9]+\s+Free \(GiB\):\s*[0-9]+\s+(?:Bricks:\s*[0-9]*\s*)?")]
    private static partial Regex Usage();

    [GeneratedRegex(@"^(?<depth>\s*)(?:Id:)?(?<id>[0-9a-f]{32})(?:$|.*Cluster:(?<cluster>[0-9a-f]{32})|[ \t](?!.* map\[.*\]$))")]
    private static partial Regex Row();

    /// <summary>An address with the port of DNS, in the words of a failed lookup.</summary>
    [GeneratedRegex(@"(?<before>: lookup \S+ on )(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:]+\]):53(?<after>: no such host\n\z)")]
    private static partial Regex Resolver();
}
