namespace Heketi.Nodes.Simulation;

/// <summary><c>gluster snapshot ...</c></summary>
internal static class SimulatedSnapshots
{
    public static SimulatedReply Run(SimulatedPool pool, string[] words) => words switch
    {
        ["create", var snapshot, var name, ..] => Create(pool, snapshot, name),
        ["clone", var name, var snapshot, ..] => Clone(pool, name, snapshot),
        ["activate" or "deactivate", var snapshot, ..] =>
            OriginOf(pool, snapshot) is null ? NoSnapshot(snapshot) : SimulatedReply.Done(SimulatedXml.Snapshot(words[0], snapshot)),
        ["delete", var snapshot, ..] => Delete(pool, snapshot),
        ["list"] => SimulatedReply.Done(SimulatedXml.Snapshots(pool.Volumes.Values.SelectMany(volume => volume.Snapshots))),
        ["list", var name] => pool.Volumes.TryGetValue(name, out var volume)
            ? SimulatedReply.Done(SimulatedXml.Snapshots(volume.Snapshots))
            : SimulatedReply.NoVolume($"({name})"),
        _ => SimulatedReply.Done(),
    };

    private static SimulatedReply Create(SimulatedPool pool, string snapshot, string name)
    {
        if (!pool.Volumes.TryGetValue(name, out var volume))
        {
            return SimulatedReply.NoVolume($"({name})");
        }

        if (OriginOf(pool, snapshot) is not null)
        {
            return SimulatedReply.Refused($"Snapshot {snapshot} already exists");
        }

        pool.Volumes[name] = volume with { Snapshots = volume.Snapshots.Add(snapshot) };
        return SimulatedReply.Done(SimulatedXml.Snapshot("create", snapshot));
    }

    /// <summary>A clone's bricks are snapshots of the origin's, each on the same host.</summary>
    private static SimulatedReply Clone(SimulatedPool pool, string name, string snapshot)
    {
        if (OriginOf(pool, snapshot) is not { } origin)
        {
            return NoSnapshot(snapshot);
        }

        var id = Guid.NewGuid();
        var clone = origin with
        {
            Name = name,
            Id = id.ToString(),
            IsStarted = false,
            Snapshots = [],
            Bricks = [.. origin.Bricks.Select((brick, i) => $"{brick[..brick.IndexOf(":/", StringComparison.Ordinal)]}:/run/gluster/snaps/{id:N}/brick{i + 1}/brick")],
        };
        return pool.Volumes.TryAdd(name, clone)
            ? SimulatedReply.Done(SimulatedXml.Clone(clone))
            : SimulatedReply.Refused($"Volume with name:{name} already exists");
    }

    private static SimulatedReply Delete(SimulatedPool pool, string snapshot)
    {
        if (OriginOf(pool, snapshot) is not { } origin)
        {
            return NoSnapshot(snapshot);
        }

        pool.Volumes[origin.Name] = origin with { Snapshots = origin.Snapshots.Remove(snapshot) };
        return SimulatedReply.Done(SimulatedXml.DeletedSnapshot(snapshot));
    }

    private static SimulatedVolume? OriginOf(SimulatedPool pool, string snapshot) =>
        pool.Volumes.Values.FirstOrDefault(volume => volume.Snapshots.Contains(snapshot));

    private static SimulatedReply NoSnapshot(string snapshot) => SimulatedReply.Refused($"Snapshot ({snapshot}) does not exist", 30807);
}
