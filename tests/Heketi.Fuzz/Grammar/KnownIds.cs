using Heketi.Core.Topology;

namespace Heketi.FuzzTests.Grammar;

/// <summary>The ids that the server has given so far, in the order of their making: ids are random, their order is not.</summary>
public sealed class KnownIds
{
    private readonly Dictionary<string, List<string>> byKind = [];

    /// <summary>Takes up what is new.</summary>
    public void Learn(TopologySnapshot topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        Learn("clusters", topology.Clusters);
        Learn("nodes", topology.Nodes);
        Learn("devices", topology.Devices);
        Learn("volumes", topology.Volumes);
        Learn("bricks", topology.Bricks);
    }

    /// <summary>Mostly one of this kind, else one of another kind, or one that does not exist.</summary>
    public string Pick(Random random, string kind)
    {
        ArgumentNullException.ThrowIfNull(random);
        var kinds = byKind.Keys.ToList();
        var wanted = random.Next(12) == 0 && kinds.Count > 0 ? kinds[random.Next(kinds.Count)] : kind;
        return random.Next(15) > 0 && byKind.GetValueOrDefault(wanted) is { Count: > 0 } ids
            ? ids[random.Next(ids.Count)]
            : string.Concat(Enumerable.Range(0, 32).Select(_ => "0123456789abcdefABCDEF"[random.Next(22)]));
    }

    private void Learn(string kind, IEnumerable<ITopologyEntity> entities)
    {
        var ids = byKind.TryGetValue(kind, out var known) ? known : byKind[kind] = [];
        var present = entities.Select(e => e.Id).ToHashSet();
        ids.RemoveAll(id => !present.Contains(id));
        ids.AddRange(present.Except(ids).Order(StringComparer.Ordinal).ToList());
    }
}
