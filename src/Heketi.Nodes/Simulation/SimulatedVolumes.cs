using System.Collections.Immutable;

namespace Heketi.Nodes.Simulation;

/// <summary><c>gluster volume ...</c></summary>
internal static class SimulatedVolumes
{
    public static SimulatedReply Run(SimulatedPool pool, string[] words) => words switch
    {
        ["info"] or ["info", "all"] => SimulatedReply.Done(SimulatedXml.Volumes(pool, pool.Volumes.Values)),
        ["create", var name, ..] => Create(pool, name, words),
        [_, var name, ..] when !pool.Volumes.ContainsKey(name) => SimulatedReply.NoVolume(name),
        ["delete", var name, ..] => Delete(pool, pool.Volumes[name]),
        ["info", var name] => SimulatedReply.Done(SimulatedXml.Volumes(pool, [pool.Volumes[name]])),
        ["heal", var name, "info", ..] => HealInfo(pool, pool.Volumes[name]),
        ["heal", _] => SimulatedReply.Done(),
        [_, var name, ..] => Change(pool, pool.Volumes[name], words),
        _ => SimulatedReply.Done(),
    };

    private static SimulatedReply Create(SimulatedPool pool, string name, string[] words)
    {
        var rest = words.Skip(2).Where(word => word is not "force").ToArray();
        var made = new SimulatedVolume
        {
            Name = name,
            Kind = [.. rest.TakeWhile(word => !IsBrick(word))],
            Bricks = [.. rest.SkipWhile(word => !IsBrick(word))],
        };
        return pool.Volumes.TryAdd(name, made) ? SimulatedReply.Done() : SimulatedReply.Refused($"Volume {name} already exists");
    }

    private static SimulatedReply Delete(SimulatedPool pool, SimulatedVolume volume)
    {
        if (volume.IsStarted)
        {
            return SimulatedReply.Refused($"Volume {volume.Name} has been started.Volume needs to be stopped before deletion.");
        }

        if (!volume.Snapshots.IsEmpty)
        {
            return SimulatedReply.Refused($"Cannot delete Volume {volume.Name} ,as it has {volume.Snapshots.Length} snapshots. To delete the volume, first delete all the snapshots under it.");
        }

        pool.Volumes.Remove(volume.Name);
        return SimulatedReply.Done();
    }

    private static SimulatedReply Change(SimulatedPool pool, SimulatedVolume volume, string[] words)
    {
        switch (words)
        {
            case ["start", ..] when volume.IsStarted && !words.Contains("force"):
                return SimulatedReply.Refused($"Volume {volume.Name} already started");
            case ["stop", ..] when !volume.IsStarted:
                return SimulatedReply.Refused($"Volume {volume.Name} is not in the started state");
            case ["replace-brick", _, var old, ..] when !volume.Bricks.Contains(old):
                return SimulatedReply.Refused($"brick: {old} does not exist in volume: {volume.Name}");
        }

        pool.Volumes[volume.Name] = words switch
        {
            ["start", ..] => volume with { IsStarted = true },
            ["stop", ..] => volume with { IsStarted = false },
            ["set", _, var key, .. var value] => volume with { Options = volume.Options.SetItem(key, string.Join(' ', value)) },
            ["reset", _, var key, ..] => volume with { Options = volume.Options.Remove(key) },
            ["add-brick", _, ..] => volume with { Bricks = [.. volume.Bricks.Union(words.Skip(2).Where(IsBrick), StringComparer.Ordinal)] },
            ["replace-brick", _, var old, var next, ..] => volume with { Bricks = volume.Bricks.Replace(old, next) },
            _ => volume,
        };
        return SimulatedReply.Done();
    }

    private static SimulatedReply HealInfo(SimulatedPool pool, SimulatedVolume volume) => volume.Replica > 1 || volume.Disperse > 0
        ? SimulatedReply.Done(SimulatedXml.HealInfo(pool, volume))
        : SimulatedReply.Refused($"This command is supported for only volumes of replicate/disperse type. Volume {volume.Name} is not of type replicate/disperse", 22);

    private static bool IsBrick(string word) => word.Contains(":/", StringComparison.Ordinal);
}
