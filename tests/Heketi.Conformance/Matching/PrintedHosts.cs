using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>
/// The lists of hosts in printed texts: mounts, block volumes, endpoints. They are in the order of the ids of
/// their nodes, and ids are random: so the order of an actual list is checked by the actual ids, and then both
/// texts are compared with their lists sorted.
/// </summary>
public static partial class PrintedHosts
{
    /// <summary>The lists of a text, in order.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> ListsOf(string text) =>
        [.. Lists().Matches(text).Select(list => Hosts(list).Select(host => host.Value).ToList())];

    /// <summary>The text with every list of hosts sorted.</summary>
    public static string Sorted(string text) => Lists().Replace(text, list =>
    {
        var hosts = Hosts(list);
        var names = hosts.Select(host => host.Value).Order(StringComparer.Ordinal).ToList();
        var sorted = list.Value;
        for (var index = hosts.Count - 1; index >= 0; index--)
        {
            var start = hosts[index].Index - list.Index;
            sorted = sorted[..start] + names[index] + sorted[(start + hosts[index].Length)..];
        }

        return sorted;
    });

    /// <summary>What is wrong with the lists of a text; null if nothing.</summary>
    public static string? Fault(string text, ObservedTopology topology) =>
        ListsOf(WithoutChoices(text, topology)).Select(topology.HostFault).FirstOrDefault(fault => fault is not null);

    /// <summary>
    /// The text with the number of hosts in place of those that serve a block volume, where they are some of the cluster's: which,
    /// and in what order, is chance.
    /// </summary>
    public static string WithoutChoices(string text, ObservedTopology topology) => Serving().Replace(text, list =>
        list.Groups["hosts"].Value.Split(' ') is var hosts && topology.IsChoice(hosts) ? $"Hosts: {hosts.Length} of the cluster's" : list.Value);

    private static List<Capture> Hosts(Match list) => [.. list.Groups["host"].Captures.Cast<Capture>()];

    [GeneratedRegex(@"^Hosts: \[(?<hosts>[^\]\n]+)\]$", RegexOptions.Multiline)]
    private static partial Regex Serving();

    [GeneratedRegex("""
        Mount:\ (?<host>[^:\n]+):[^\n]*\n\s*Mount\ Options:\ backup-volfile-servers=(?:(?<host>[^,\n]+),?)+
        |^Hosts:\ \[(?:(?<host>[^\ \n\]]+)\ ?)+\]
        |"subsets":\ ?\[(?:[^\]]*?"ip":\ ?"(?<host>[^"]+)"[^\]]*\][^\]]*\][^\]"]*)+\]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline)]
    private static partial Regex Lists();
}
