using System.Globalization;
using System.Text.Json;
using Heketi.Cli.Parsing;

namespace Heketi.Cli.Topology;

/// <summary>Looks for all mistakes in a topology file before anything is changed.</summary>
internal sealed class TopologyFileCheck(string name)
{
    private readonly List<(int Line, string Text)> _mistakes = [];
    private readonly List<string> _notices = [];
    private readonly Dictionary<string, int> _hosts = [];

    /// <summary>What makes the file unusable, in the order of its lines.</summary>
    public IReadOnlyList<string> Mistakes => [.. _mistakes.OrderBy(mistake => mistake.Line).Select(mistake => $"{name} line {mistake.Line}: {mistake.Text}")];

    /// <summary>What is allowed, but seldom meant.</summary>
    public IReadOnlyList<string> Notices => _notices;

    public void Check(LocatedJson root)
    {
        Known(root, "clusters");
        var clusters = List(root, "clusters", "");
        if (clusters.Count == 0 && _mistakes.Count == 0)
        {
            _notices.Add($"{name} has no clusters: nothing to do.");
        }

        foreach (var (index, cluster) in clusters.Index())
        {
            CheckCluster(cluster, index + 1);
        }
    }

    private void CheckCluster(LocatedJson cluster, int number)
    {
        var where = $"cluster {number}";
        if (!IsObject(cluster, where, "a cluster is an object with a list \"nodes\""))
        {
            return;
        }

        Known(cluster, "nodes", "block", "file");
        Flag(cluster, "block", where);
        Flag(cluster, "file", where);
        var before = _mistakes.Count;
        var nodes = List(cluster, "nodes", where);
        if (nodes.Count == 0 && before == _mistakes.Count)
        {
            _notices.Add($"Cluster {number} of {name} has no nodes: nothing to do for it.");
        }

        foreach (var (index, node) in nodes.Index())
        {
            CheckNode(node, $"{where}, node {index + 1}");
        }
    }

    private void CheckNode(LocatedJson entry, string where)
    {
        if (!IsObject(entry, where, "it is an object with \"node\" and \"devices\""))
        {
            return;
        }

        Known(entry, "node", "devices");
        var node = entry["node"] ?? new LocatedJson(JsonValueKind.Object, entry.Line, "", [], []);
        if (IsObject(node, where, "\"node\" is an object with \"hostnames\" and \"zone\""))
        {
            CheckHostnames(node, where);
            CheckZone(node, where);
            CheckTags(node, where);
            Known(node, "hostnames", "zone", "tags", "cluster");
        }

        var seen = new Dictionary<string, int>();
        foreach (var device in List(entry, "devices", where))
        {
            CheckDevice(device, where, seen);
        }
    }

    private void CheckHostnames(LocatedJson node, string where)
    {
        var names = node["hostnames"];
        if (names is not null && !IsObject(names, where, "hostnames is an object with the lists \"manage\" and \"storage\""))
        {
            return;
        }

        if (names is not null)
        {
            Known(names, "manage", "storage");
        }

        CheckHosts(names, node.Line, "manage", "give the name by which the server reaches the node", where);
        CheckHosts(names, node.Line, "storage", "give the address by which Gluster reaches the node", where);
    }

    private void CheckHosts(LocatedJson? names, int line, string kind, string advice, string where)
    {
        var before = _mistakes.Count;
        var hosts = names is null ? [] : List(names, kind, $"{where}: hostnames");
        if (hosts is not [{ Text: not "" }, ..] && before == _mistakes.Count)
        {
            Add(names?.Line ?? line, $"{where}: hostnames.{kind} is missing; {advice}");
        }

        foreach (var host in hosts)
        {
            if (host.Kind is not JsonValueKind.String)
            {
                Add(host.Line, $"{where}: a name in hostnames.{kind} must be a text in quotes");
            }
            else if (host.Text.Length > 0 && !_hosts.TryAdd($"{kind} {host.Text}", host.Line))
            {
                Add(host.Line, $"{where}: {host.Text} is the {kind} name of another node already, on line {_hosts[$"{kind} {host.Text}"]}");
            }
        }
    }

    private void CheckZone(LocatedJson node, string where)
    {
        if (node["zone"] is not { } zone)
        {
            Add(node.Line, $"{where}: zone is missing; give a number from 1 on, the same for nodes that can fail together");
        }
        else if (zone.Kind is not JsonValueKind.Number || !int.TryParse(zone.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            Add(zone.Line, $"{where}: zone is {Shown(zone)}; give a number from 1 on");
        }
    }

    private void CheckDevice(LocatedJson device, string where, Dictionary<string, int> seen)
    {
        if (device.Kind is JsonValueKind.Null)
        {
            Add(device.Line, $"{where}: a device is null; give a path like /dev/sdb");
            return;
        }

        var path = device;
        if (device.Kind is JsonValueKind.Object)
        {
            Known(device, "name", "destroydata", "tags");
            Flag(device, "destroydata", where);
            CheckTags(device, where);
            path = device["name"];
        }

        // Which paths make sense is the server's to say: it refuses one device and goes on with the others
        if (path is not { Kind: JsonValueKind.String, Text: not "" })
        {
            Add((path ?? device).Line, $"{where}: the name of a device is {(path is null ? "missing" : Shown(path))}; give a path like /dev/sdb");
        }
        else if (!seen.TryAdd(path.Text, path.Line))
        {
            Add(path.Line, $"{where}: device {path.Text} is named twice, first on line {seen[path.Text]}");
        }
    }

    private void CheckTags(LocatedJson item, string where)
    {
        if (item["tags"] is { } tags && IsObject(tags, where, "tags is an object of names and values"))
        {
            foreach (var tag in tags.Members.Where(tag => tag.Value.Kind is not (JsonValueKind.String or JsonValueKind.Null)))
            {
                Add(tag.Line, $"{where}: the value of tag {tag.Name} must be a text in quotes");
            }
        }
    }

    private IReadOnlyList<LocatedJson> List(LocatedJson parent, string key, string where)
    {
        if (parent[key] is { Kind: not JsonValueKind.Array } value)
        {
            Add(value.Line, $"{(where.Length > 0 ? $"{where}: " : "")}{key} is {Shown(value)}; give a list in brackets");
        }

        return parent[key]?.Items ?? [];
    }

    private void Flag(LocatedJson parent, string key, string where)
    {
        if (parent[key] is { Kind: not (JsonValueKind.True or JsonValueKind.False) } value)
        {
            Add(value.Line, $"{where}: {key} is {Shown(value)}; give true or false");
        }
    }

    private bool IsObject(LocatedJson value, string where, string otherwise)
    {
        if (value.Kind is not JsonValueKind.Object)
        {
            Add(value.Line, $"{where}: is {Shown(value)}; {otherwise}");
        }

        return value.Kind is JsonValueKind.Object;
    }

    /// <summary>A key that is almost one of ours is a typing error; any other is a remark of the author.</summary>
    private void Known(LocatedJson value, params ReadOnlySpan<string> keys)
    {
        foreach (var member in value.Members)
        {
            string? near = null;
            foreach (var key in keys)
            {
                near = Spelling.Distance(member.Name.ToLowerInvariant(), key) switch
                {
                    0 => key,
                    <= Spelling.LargestTypingDistance => near ?? key,
                    _ => near,
                };
            }

            if (near is not null && !near.Equals(member.Name, StringComparison.OrdinalIgnoreCase))
            {
                _notices.Add($"{name} line {member.Line}: \"{member.Name}\" is ignored; is it meant to be \"{near}\"?");
            }
        }
    }

    private static string Shown(LocatedJson value) => value.Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => GoText.Quote(value.Text),
        _ => value.Text,
    };

    private void Add(int line, string text) => _mistakes.Add((line, text));
}
