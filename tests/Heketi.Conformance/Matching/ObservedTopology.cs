using System.Globalization;

namespace Heketi.Conformance.Matching;

/// <summary>
/// What the server has said so far about nodes, devices and bricks. Every answer must agree with it: a brick
/// does not move, a device belongs to one node, hosts come in the order of their nodes' ids.
/// </summary>
public sealed class ObservedTopology
{
    private readonly Dictionary<string, string> _brickPlaces = [];
    private readonly Dictionary<string, string> _deviceNodes = [];
    private readonly Dictionary<(string Cluster, string Host), string> _hostNodes = [];
    private readonly Dictionary<(string Node, string Device), long> _free = [];
    private readonly Dictionary<string, string> _volumeIds = [];

    /// <summary>Takes an answer in; says what contradicts earlier answers, or null.</summary>
    public string? Observe(JsonTree tree)
    {
        switch (tree)
        {
            case JsonArrayTree array:
                return array.Items.Select(Observe).FirstOrDefault(fault => fault is not null);
            case JsonObjectTree item:
                return ObserveObject(item) ?? item.Members.Select(member => Observe(member.Value)).FirstOrDefault(fault => fault is not null);
            default:
                return null;
        }
    }

    /// <summary>The free space of a device as it was seen last, in KiB; null if it never was.</summary>
    public long? FreeOf(string node, string device) => _free.TryGetValue((node, device), out var free) ? free : null;

    /// <summary>The cluster of a node; null if the node was never seen.</summary>
    public string? ClusterOf(string node) => _hostNodes.FirstOrDefault(seen => seen.Value == node).Key.Cluster;

    /// <summary>The id of a volume by its name; null if none was seen.</summary>
    public string? VolumeId(string name) => _volumeIds.GetValueOrDefault(name);

    /// <summary>Whether a brick of this volume was seen on this device.</summary>
    public bool HoldsBrick(string device, string volume) => _brickPlaces.Values.Any(place =>
        place.StartsWith($"device {device},", StringComparison.Ordinal) && place.Contains($", volume {volume},", StringComparison.Ordinal));

    /// <summary>Whether these are some of a cluster's hosts, but not all.</summary>
    public bool IsChoice(IReadOnlyList<string> hosts) => hosts.Distinct().Count() == hosts.Count
        && ClustersOf(hosts).Any(cluster => _hostNodes.Keys.Count(key => key.Cluster == cluster) > hosts.Count);

    /// <summary>Whether the nodes of these hosts have been seen, all in one cluster.</summary>
    public bool Knows(IReadOnlyList<string> hosts) => ClustersOf(hosts).Any();

    /// <summary>What is wrong with a printed list of hosts, which is in the order of the ids of their nodes; null if nothing.</summary>
    public string? HostFault(IReadOnlyList<string> hosts)
    {
        var clusters = ClustersOf(hosts).ToList();
        return clusters.Count == 0 ? $"hosts that are not the nodes of one cluster: {string.Join(',', hosts)}"
            : clusters.Exists(cluster => IsSorted([.. hosts.Select(host => _hostNodes[(cluster, host)])])) ? null
            : $"hosts are not in the order of the node ids: {string.Join(',', hosts)}";
    }

    private IEnumerable<string> ClustersOf(IReadOnlyList<string> hosts) => _hostNodes.Keys.Select(key => key.Cluster).Distinct()
        .Where(cluster => hosts.All(host => _hostNodes.ContainsKey((cluster, host))));

    private static bool IsSorted(IReadOnlyList<string> ids) => ids.SequenceEqual(ids.Order(StringComparer.Ordinal));

    private string? ObserveObject(JsonObjectTree item) =>
        PlacementMatcher.IsBrick(item) ? ObserveBrick(item)
        : item.Has("hostnames", "cluster", "id", "devices") ? ObserveNode(item)
        : item.Has("name", "storage", "id", "bricks") ? ObserveDevice(item)
        : item.Has("durability", "mount", "cluster", "bricks") ? ObserveVolume(item)
        : null;

    private string? ObserveBrick(JsonObjectTree brick)
    {
        var (id, device, node) = (brick.Text("id")!, brick.Text("device")!, brick.Text("node")!);
        var place = $"device {device}, node {node}, volume {brick.Text("volume")}, size {brick.Text("size")}";
        return Agree(_brickPlaces, id, place, $"brick {id}") ?? Agree(_deviceNodes, device, node, $"the node of device {device}");
    }

    private string? ObserveNode(JsonObjectTree node)
    {
        var id = node.Text("id")!;
        if (node["hostnames"] is JsonObjectTree names && names["storage"] is JsonArrayTree { Items: [JsonScalarTree first, ..] })
        {
            _hostNodes[(node.Text("cluster")!, first.Raw)] = id;
        }

        foreach (var device in (node["devices"] as JsonArrayTree)?.Items.OfType<JsonObjectTree>() ?? [])
        {
            _free[(id, device.Text("name") ?? "")] = device["storage"] is JsonObjectTree space && long.TryParse(space.Text("free"), out var free) ? free : -1;
        }

        return node["devices"] is not JsonArrayTree devices ? null : devices.Items.OfType<JsonObjectTree>()
            .Select(device => Agree(_deviceNodes, device.Text("id") ?? "", id, $"the node of device {device.Text("id")}"))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? ObserveDevice(JsonObjectTree device) =>
        device["bricks"] is JsonArrayTree bricks && bricks.Items.OfType<JsonObjectTree>().Any(brick => brick.Text("device") != device.Text("id"))
            ? $"device {device.Text("id")} lists a brick of another device"
            : null;

    private string? ObserveVolume(JsonObjectTree volume)
    {
        var cluster = volume.Text("cluster")!;
        _volumeIds[volume.Text("name") ?? ""] = volume.Text("id") ?? "";
        if (volume["mount"] is JsonObjectTree mount && mount["glusterfs"] is JsonObjectTree gluster && gluster["hosts"] is JsonArrayTree hosts)
        {
            var nodes = hosts.Items.OfType<JsonScalarTree>().Select(host => _hostNodes.GetValueOrDefault((cluster, host.Raw))).OfType<string>().ToList();
            if (!IsSorted(nodes))
            {
                return $"mount.glusterfs.hosts is not in the order of the node ids: {hosts.Render(0)}";
            }
        }

        return SetsOnDistinctNodes(volume) ?? CloneNumbers(volume);
    }

    /// <summary>The bricks of a clone are numbered from 1.</summary>
    private static string? CloneNumbers(JsonObjectTree volume)
    {
        var paths = ((JsonArrayTree)volume["bricks"]!).Items.OfType<JsonObjectTree>().Select(brick => brick.Text("path") ?? "").ToList();
        if (!paths.Exists(path => path.StartsWith("/run/gluster/snaps/", StringComparison.Ordinal)))
        {
            return null;
        }

        var numbers = paths.Select(path => path.Split('/').ElementAtOrDefault(5)).Order(StringComparer.Ordinal);
        return numbers.SequenceEqual(Enumerable.Range(1, paths.Count).Select(number => $"brick{number}").Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? null
            : $"the bricks of a clone are not numbered from 1: {string.Join(',', paths)}";
    }

    /// <summary>With k brick sets no node may hold more than k bricks of the volume.</summary>
    private static string? SetsOnDistinctNodes(JsonObjectTree volume)
    {
        var bricks = ((JsonArrayTree)volume["bricks"]!).Items.OfType<JsonObjectTree>().ToList();
        var sets = bricks.Count / Math.Max(1, SetSize((JsonObjectTree)volume["durability"]!));
        var crowded = bricks.CountBy(brick => brick.Text("node") ?? "").FirstOrDefault(node => sets > 0 && node.Value > sets);
        return crowded.Key is null ? null : $"node {crowded.Key} holds {crowded.Value} bricks of {sets} sets";
    }

    private static int SetSize(JsonObjectTree durability) => durability.Text("type") switch
    {
        "replicate" => Number(durability["replicate"], "replica") is > 0 and var replica ? replica : 2,
        "disperse" => Number(durability["disperse"], "data") + Number(durability["disperse"], "redundancy"),
        _ => 1,
    };

    private static int Number(JsonTree? tree, string name) =>
        tree is JsonObjectTree item && int.TryParse(item.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static string? Agree(Dictionary<string, string> known, string key, string value, string what)
    {
        if (known.TryAdd(key, value) || known[key] == value)
        {
            return null;
        }

        return $"{what} was \"{known[key]}\" and is now \"{value}\"";
    }
}
