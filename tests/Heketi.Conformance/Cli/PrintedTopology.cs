using System.Globalization;
using System.Text.RegularExpressions;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.Cli;

/// <summary>
/// The text of <c>topology info</c> as a tree, to be compared by the rules of the server's answers: clusters, volumes, nodes and
/// devices by their ids, bricks wherever placement put them. Every line that names none of these is kept as it is.
/// </summary>
public static partial class PrintedTopology
{
    private const long Unknown = -1;

    private static readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["Path"] = "path",
        ["Size (GiB)"] = "size",
        ["Node"] = "node",
        ["Device"] = "device",
    };

    public static bool Is(string text) => text.StartsWith("\nCluster Id: ", StringComparison.Ordinal);

    /// <summary>Compares two such texts.</summary>
    public static MatchOutcome Match(string recorded, string actual, Bindings bindings)
    {
        var (want, have) = (Parse(recorded), Parse(actual));
        var outcome = JsonMatcher.Match(want, have, bindings);
        return outcome.IsMatch && IdOrder.FirstFault(have) is { } fault ? MatchOutcome.Differs("topology", fault) : outcome;
    }

    private static JsonArrayTree Parse(string text)
    {
        var clusters = new List<Part>();
        var volumeOf = VolumeOf(text);

        // Before each cluster is a blank line, and a newline at the end of the last line
        foreach (var line in (text.EndsWith('\n') ? text[1..^1] : text[1..] + " (no newline)").Split('\n'))
        {
            Place(clusters, Line().Match(line), line, volumeOf);
        }

        clusters.LastOrDefault()?.Separate("cluster");
        return new JsonArrayTree([.. clusters.Select(cluster => cluster.ToJson())]);
    }

    private static void Place(List<Part> clusters, Match match, string line, Dictionary<string, string> volumeOf)
    {
        var cluster = clusters.LastOrDefault();
        var last = cluster?.Last;
        switch (match.Groups)
        {
            case var _ when match.Groups["cluster"].Success:
                cluster?.Separate("cluster");
                clusters.Add(new Part("cluster", match.Groups["cluster"].Value, ["volumes", "nodes"]));
                break;
            case var _ when cluster is null:
                break;
            case var _ when match.Groups["nodes"].Success:
                cluster.Separate("nodes");
                cluster.Close(line);
                break;
            case var _ when match.Groups["volume"].Success:
                cluster.Separate("volume");
                cluster.Add("volumes", new Part("volume", "", ["bricks"]) { Text = { line } });
                break;
            case var _ when match.Groups["node"].Success:
                cluster.Separate("node");
                cluster.Add("nodes", new Part("node", match.Groups["node"].Value, ["devices"]));
                break;
            case var _ when match.Groups["id"].Success && last is { Id: "" }:
                last.Id = match.Groups["id"].Value;
                break;
            case var _ when match.Groups["brick"].Success && last is not null:
                cluster.Separate("brick");
                last.Add("bricks", new Part("brick", match.Groups["brick"].Value, []) { Fields = { ["volume"] = last.Id } });
                break;
            case var _ when match.Groups["field"].Success && last?.Last is { } brick:
                brick.Fields[_names[match.Groups["field"].Value]] = match.Groups["value"].Value;
                break;
            case var _ when match.Groups["device"].Success && last is not null:
                cluster.Separate("device");
                last.Add("devices", Device(match));
                break;
            case var _ when match.Groups["held"].Success && last?.Last is { } device:
                device.Add("bricks", Held(match, device.Id, last.Id, volumeOf));
                break;
            default:
                cluster.Deepest.Text.Add(line);
                break;
        }
    }

    /// <summary>The volumes of all bricks: a brick at its device is printed without.</summary>
    private static Dictionary<string, string> VolumeOf(string text)
    {
        var (volumes, volume) = (new Dictionary<string, string>(StringComparer.Ordinal), "");
        foreach (var match in text.Split('\n').Select(line => Line().Match(line)))
        {
            volume = match.Groups["id"].Success ? match.Groups["id"].Value : volume;
            if (match.Groups["brick"].Success)
            {
                volumes[match.Groups["brick"].Value] = volume;
            }
        }

        return volumes;
    }

    /// <summary>Used and free space are rounded down to whole GiB each, so that one may be missing.</summary>
    private static Part Device(Match match)
    {
        var (size, used, free) = (Number(match, "total"), Number(match, "used"), Number(match, "free"));
        var left = size - used - free is 0 or 1 ? size - used : Unknown;
        return new Part("device", match.Groups["device"].Value, ["bricks"])
        {
            Text = { match.Groups["rest"].Value },
            Fields = { ["name"] = match.Groups["rest"].Value },
            Space = new JsonObjectTree([("total", Scalar(size)), ("free", Scalar(left)), ("used", Scalar(used))]),
        };
    }

    private static Part Held(Match match, string device, string node, Dictionary<string, string> volumeOf) => new("held", match.Groups["held"].Value, [])
    {
        Fields =
        {
            ["path"] = match.Groups["path"].Value,
            ["size"] = match.Groups["size"].Value,
            ["device"] = device,
            ["node"] = node,
            ["volume"] = volumeOf.GetValueOrDefault(match.Groups["held"].Value, "no volume"),
        },
    };

    private static long Number(Match match, string name) => long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    private static JsonScalarTree Scalar(long value) => new(value.ToString(CultureInfo.InvariantCulture), false);

    [GeneratedRegex("""
        ^Cluster\ Id:\ (?<cluster>\S+)$
        |^(?<volume>\tName:\ .*)$
        |^\ {4}(?<nodes>Nodes:)$
        |^\tNode\ Id:\ (?<node>\S+)$
        |^\tId:\ (?<id>\S+)$
        |^\t\t\tId:\ (?<brick>\S+)$
        |^\t\t\t(?<field>Path|Size\ \(GiB\)|Node|Device):\ (?<value>\S+)$
        |^\t\tId:(?<device>\S+)\ {3}(?<rest>State:\S+)\ +Size\ \(GiB\):(?<total>[0-9]+)\ +Used\ \(GiB\):(?<used>[0-9]+)\ +Free\ \(GiB\):(?<free>[0-9]+)\ +$
        |^\t\t\t\tId:(?<held>\S+)\ {3}Size\ \(GiB\):(?<size>[0-9]+)\ +Path:\ (?<path>\S+)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Line();

    /// <summary>A cluster, volume, node, device or brick.</summary>
    private sealed class Part(string kind, string id, string[] lists)
    {
        private readonly string _kind = kind;
        private readonly List<string> _separators = [];
        private readonly Dictionary<string, List<Part>> _parts = lists.ToDictionary(name => name, _ => new List<Part>(), StringComparer.Ordinal);

        public string Id { get; set; } = id;

        public List<string> Text { get; } = [];

        public SortedDictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

        public JsonObjectTree? Space { get; init; }

        /// <summary>The part that was added last.</summary>
        public Part? Last { get; private set; }

        /// <summary>The part that lines belong to now; a brick at its device is a line of the device.</summary>
        public Part Deepest => Last is null or { _kind: "held" } ? this : Last.Deepest;

        public void Add(string list, Part part)
        {
            Last = part;
            if (_parts.TryGetValue(list, out var parts))
            {
                parts.Add(part);
            }
            else
            {
                Text.Add($"{list} {part.Id} at the wrong place");
            }
        }

        /// <summary>Ends the list of volumes.</summary>
        public void Close(string line)
        {
            Last = null;
            Text.Add(line);
        }

        /// <summary>
        /// Blank lines between two parts belong to neither, as the order of parts is that of their ids: they are counted by the kinds
        /// of the parts.
        /// </summary>
        public void Separate(string next)
        {
            var lines = Deepest.Text;
            var count = lines.Count - 1 - lines.FindLastIndex(line => line.Length > 0);
            lines.RemoveRange(lines.Count - count, count);
            _separators.Add($"{Deepest._kind}-{next}: {count}");
        }

        public JsonObjectTree ToJson() => new(
        [
            ("id", new JsonScalarTree(Id, true)),
            .. Fields.Select(field => (field.Key, (JsonTree)new JsonScalarTree(field.Value, true))),
            .. Space is null ? [] : ((string, JsonTree)[])[("storage", Space)],
            ("text", new JsonArrayTree([.. Text.Concat(_separators.Order(StringComparer.Ordinal)).Select(line => new JsonScalarTree(line, true))])),
            .. _parts.Select(list => (list.Key, (JsonTree)new JsonArrayTree([.. list.Value.Select(part => part.ToJson())]))),
        ]);
    }
}
