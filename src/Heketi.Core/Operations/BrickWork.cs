using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>Work on the bricks of an operation, all hosts at the same time.</summary>
internal sealed class BrickWork(IStorageNodes nodes)
{
    /// <summary>Makes the bricks. All hosts are waited for, so that no command runs any more when an undo begins.</summary>
    public Task CreateAsync(TopologySnapshot topology, IEnumerable<Brick> bricks, long gid, CancellationToken cancellationToken) =>
        Task.WhenAll(topology.ByHost(bricks, gid).Select(h => nodes.Bricks.CreateAsync(h.Host, h.Bricks, cancellationToken)));

    /// <summary>Before anybody is told that a volume has these bricks: a power cut takes nothing of them any more.</summary>
    public Task PersistAsync(TopologySnapshot topology, IEnumerable<Brick> bricks, CancellationToken cancellationToken) =>
        Task.WhenAll(topology.ByHost(bricks).Select(h => nodes.Bricks.PersistAsync(h.Host, h.Bricks, cancellationToken)));

    /// <summary>Takes the bricks away.</summary>
    /// <returns>Ids of those whose space is free again.</returns>
    public async Task<ImmutableHashSet<string>> DestroyAsync(
        TopologySnapshot topology, IEnumerable<Brick> bricks, CancellationToken cancellationToken)
    {
        var work = topology.ByHost(bricks).Select(h => nodes.Bricks.DestroyAsync(h.Host, h.Bricks, cancellationToken));
        var freed = await Task.WhenAll(work).ConfigureAwait(false);
        return freed.Aggregate(ImmutableHashSet<string>.Empty, (all, some) => all.Union(some));
    }

    /// <summary>
    /// Forgets the bricks; the space of <paramref name="freed"/> goes back to their devices. A thin pool that a brick of a clone
    /// or its origin still lives in keeps its space, and no pool gives its space back twice.
    /// </summary>
    public static void Forget(TopologyEditor editor, IEnumerable<Brick> bricks, IReadOnlySet<string> freed)
    {
        foreach (var id in bricks.Select(b => b.Id))
        {
            // The newest record: another delete may have given the space of a shared pool back meanwhile
            if (editor.Current.Bricks.Find(id) is not { } brick)
            {
                continue;
            }

            editor.Remove(brick);
            if (freed.Contains(id))
            {
                GiveBack(editor, brick);
            }
        }
    }

    private static void GiveBack(TopologyEditor editor, Brick brick)
    {
        var topology = editor.Current;
        var sharers = topology.BricksOfDevice(brick.DeviceId)
            .Select(id => topology.Bricks[id])
            .Where(other => other.ThinPoolName == brick.ThinPoolName)
            .ToList();
        if (sharers.Any(other => other.PendingId.Length == 0) || !topology.Devices.TryGet(brick.DeviceId, out var device))
        {
            return;
        }

        editor.Put(device with { Storage = device.Storage.GiveBack(brick.TotalKiB) });
        // They are on their way out too, and their operation must not give back again what is free now
        sharers.ForEach(other => editor.Put(other with { PoolSizeKiB = 0, PoolMetadataSizeKiB = 0 }));
    }

    /// <summary>Makes pending bricks full members of the topology (again).</summary>
    public static void Settle(TopologyEditor editor, IEnumerable<Brick> bricks)
    {
        foreach (var brick in bricks)
        {
            editor.Put(editor.Current.Bricks[brick.Id] with { PendingId = "" });
        }
    }

    /// <summary>Adds pending bricks and takes their space.</summary>
    public static void Reserve(TopologyEditor editor, IEnumerable<Brick> bricks, string operationId)
    {
        foreach (var brick in bricks)
        {
            var device = editor.Current.Devices[brick.DeviceId];
            editor.Put(device with { Storage = device.Storage.Take(brick.TotalKiB) });
            editor.Put(brick with { PendingId = operationId });
        }
    }
}
