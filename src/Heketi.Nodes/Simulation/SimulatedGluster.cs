namespace Heketi.Nodes.Simulation;

/// <summary>Gluster of all simulated hosts: pools that hosts join by peer probe, and their volumes.</summary>
internal sealed class SimulatedGluster
{
    private readonly Dictionary<string, SimulatedPool> _pools = new(StringComparer.Ordinal);

    public SimulatedAnswer Run(string host, IReadOnlyList<string> words)
    {
        var isXml = words.Contains("--xml");
        var verbs = words.Skip(1).Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var pool = PoolOf(host);
        var reply = verbs switch
        {
            ["peer", "probe", var other] => Probe(pool, other),
            ["peer", "detach", var other, ..] => Detach(pool, other),
            ["peer", "status"] or ["pool", "list"] => SimulatedReply.Done(SimulatedXml.Peers(pool, host)),
            ["volume", .. var rest] => SimulatedVolumes.Run(pool, rest),
            ["snapshot", .. var rest] => SimulatedSnapshots.Run(pool, rest),
            _ => SimulatedReply.Done(),
        };
        return isXml ? SimulatedXml.Answer(reply) : reply.ToText(string.Join(' ', verbs.Take(2)));
    }

    /// <summary>A host that nobody probed is alone.</summary>
    private SimulatedPool PoolOf(string host)
    {
        if (!_pools.TryGetValue(host, out var pool))
        {
            _pools.Add(host, pool = new());
            pool.Members.Add(host, Guid.NewGuid());
        }

        return pool;
    }

    private SimulatedReply Probe(SimulatedPool pool, string other)
    {
        var joining = PoolOf(other);
        if (joining == pool)
        {
            return SimulatedReply.Done();
        }

        if (joining.Volumes.Count > 0)
        {
            return SimulatedReply.Refused($"Probe returned with Transport endpoint: {other} is either already part of another cluster or having volumes configured");
        }

        foreach (var (member, uuid) in joining.Members)
        {
            pool.Members[member] = uuid;
            _pools[member] = pool;
        }

        return SimulatedReply.Done();
    }

    private SimulatedReply Detach(SimulatedPool pool, string other)
    {
        if (!pool.Members.TryGetValue(other, out var uuid))
        {
            return SimulatedReply.Refused($"{other} is not part of cluster");
        }

        if (pool.Volumes.Values.SelectMany(volume => volume.Bricks).Any(brick => brick.StartsWith(other + ":", StringComparison.Ordinal)))
        {
            return SimulatedReply.Refused($"Peer {other} hosts one or more bricks. If the peer is in not recoverable state then use either replace-brick or remove-brick command with force");
        }

        pool.Members.Remove(other);
        var alone = new SimulatedPool();
        alone.Members.Add(other, uuid);
        _pools[other] = alone;
        return SimulatedReply.Done();
    }
}
