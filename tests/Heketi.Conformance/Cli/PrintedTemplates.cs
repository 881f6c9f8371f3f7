using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.Cli;

/// <summary>
/// What the recorded templates of <c>topology info</c> print: nodes in the order of their ids, devices with their free space, which is
/// chance, and volumes by name in the order of their ids. All that is checked by what <c>topology info --json</c> said.
/// </summary>
public static partial class PrintedTemplates
{
    /// <summary>What is wrong with such a text; null if nothing, or if it is none.</summary>
    public static string? Fault(string actual, ObservedTopology topology) => SpaceFault(actual, topology) ?? OrderFault(actual, topology);

    /// <summary>A text with what was checked taken out or put into a fixed order.</summary>
    public static string Fixed(string text) => IsVolumes(text)
        ? string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal))
        : Device().Replace(text, "$1/free");

    private static string? SpaceFault(string text, ObservedTopology topology)
    {
        var node = "";
        foreach (var line in text.Split('\n'))
        {
            var before = node;
            node = Node().Match(line) is { Success: true } head ? head.Groups[1].Value : node;
            if (topology.ClusterOf(node) is { } cluster && cluster == topology.ClusterOf(before) && string.CompareOrdinal(before, node) > 0)
            {
                return $"the nodes of cluster {cluster} are not in the order of their ids";
            }

            if (Device().Match(line) is { Success: true } device
                && topology.FreeOf(node, device.Groups["name"].Value) / (1024 * 1024) != long.Parse(device.Groups["free"].Value, CultureInfo.InvariantCulture))
            {
                return $"node {node} does not have this free space:{line}";
            }
        }

        return null;
    }

    private static string? OrderFault(string text, ObservedTopology topology)
    {
        if (!IsVolumes(text))
        {
            return null;
        }

        var ids = Volume().Matches(text).Select(volume => topology.VolumeId(volume.Groups["name"].Value)).ToList();
        return ids.Contains(null) ? "a volume that was never seen"
            : ids.SequenceEqual(ids.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? null
            : "volumes are not in the order of their ids";
    }

    private static bool IsVolumes(string text) => text.Length > 1 && text.TrimEnd('\n').Split('\n').All(line => Volume().IsMatch(line));

    [GeneratedRegex(@"^([0-9a-f]{32}) \S+ \S+ [0-9]+ map\[.*\]$")]
    private static partial Regex Node();

    [GeneratedRegex(@"^( (?<name>/dev/\S+) [0-9]+)/(?<free>[0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Device();

    [GeneratedRegex(@"^(?<name>\S+) [0-9]+ (?:none|replicate|disperse) [0-9]+\.[0-9]{2}$", RegexOptions.Multiline)]
    private static partial Regex Volume();
}
