using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Mirror;

/// <summary>
/// Gives every placeholder of a recording a random id such that every list which the recording has in the
/// order of ids is in that order again.
/// </summary>
public sealed class IdAssignment
{
    private readonly Dictionary<string, SortedSet<string>> _after = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Cluster, string Host), string> _hostNodes = [];
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public IdAssignment(HttpRecording recording, Random random)
    {
        foreach (var exchange in recording.Exchanges)
        {
            foreach (var text in (string?[])[exchange.Path, exchange.RequestBody, exchange.ResponseBody, .. exchange.ResponseHeaders?.Values ?? []])
            {
                Mention(text ?? "");
            }

            if (exchange.ResponseBody is not null && JsonTree.TryParse(exchange.ResponseBody) is { } tree)
            {
                Learn(tree, "$");
            }
        }

        Assign(random);
    }

    public string Substitute(string text) => Placeholder.Any().Replace(text, match => _ids[match.Value]);

    private void Mention(string text)
    {
        foreach (System.Text.RegularExpressions.Match match in Placeholder.Any().Matches(text))
        {
            _after.TryAdd(match.Value, new SortedSet<string>(StringComparer.Ordinal));
        }

        InOrder([.. text.Split('\n').Where(line => line.StartsWith("Cluster <", StringComparison.Ordinal)).Select(line => Placeholder.Any().Match(line).Value)]);
    }

    private void Learn(JsonTree tree, string where)
    {
        switch (tree)
        {
            case JsonArrayTree array:
                if (!where.EndsWith(".changes", StringComparison.Ordinal))
                {
                    InOrder([.. array.Items.Select(item => item is JsonScalarTree scalar ? scalar.Raw : (item as JsonObjectTree)?.Text("id") ?? "")]);
                }

                foreach (var item in array.Items)
                {
                    Learn(item, where + "[]");
                }

                break;
            case JsonObjectTree item:
                LearnHosts(item);
                if (JsonMatcher.IsMap(item))
                {
                    InOrder([.. item.Members.Select(member => member.Name)]);
                }

                foreach (var (name, value) in item.Members)
                {
                    Learn(value, $"{where}.{name}");
                }

                break;
        }
    }

    private void LearnHosts(JsonObjectTree item)
    {
        if (item["hostnames"] is JsonObjectTree names && item.Has("id", "cluster") && names["storage"] is JsonArrayTree { Items: [JsonScalarTree host, ..] })
        {
            _hostNodes[(item.Text("cluster")!, host.Raw)] = item.Text("id")!;
        }

        if (item["mount"] is JsonObjectTree mount && mount["glusterfs"] is JsonObjectTree gluster && gluster["hosts"] is JsonArrayTree hosts)
        {
            InOrder([.. hosts.Items.OfType<JsonScalarTree>().Select(text => _hostNodes.GetValueOrDefault((item.Text("cluster")!, text.Raw), ""))]);
        }
    }

    private void InOrder(List<string> ids)
    {
        var names = ids.FindAll(id => Placeholder.Whole().IsMatch(id));
        foreach (var (before, after) in names.Zip(names.Skip(1)))
        {
            _after[before].Add(after);
        }
    }

    /// <summary>The form that LVM gives the UUIDs of physical volumes.</summary>
    private static string PvUuid(string id) =>
        string.Join('-', id[..6], id[6..10], id[10..14], id[14..18], id[18..22], id[22..26], id[26..32]);

    private void Assign(Random random)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        while (ids.Count < _after.Count)
        {
            ids.Add(Convert.ToHexStringLower(random.GetItems<byte>([.. Enumerable.Range(0, 256).Select(value => (byte)value)], 16)));
        }

        var waiting = _after.Values.SelectMany(names => names).CountBy(name => name).ToDictionary(StringComparer.Ordinal);
        var free = _after.Keys.Where(name => !waiting.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        foreach (var id in ids)
        {
            if (free.Count == 0)
            {
                throw new InvalidOperationException("the recorded lists contradict each other: they cannot all be sorted by id");
            }

            var at = random.Next(free.Count);
            var name = free[at];
            free.RemoveAt(at);
            _ids[name] = name.StartsWith("<pvuuid-", StringComparison.Ordinal) ? PvUuid(id) : id;
            free.AddRange(_after[name].Where(next => --waiting[next] == 0));
        }
    }
}
