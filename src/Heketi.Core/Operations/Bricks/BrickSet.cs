using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Bricks;

/// <summary>
/// The brick set of a brick that is to be replaced, as Gluster has it: only Gluster knows the sets.
/// </summary>
/// <param name="Durability">Durability of the volume.</param>
/// <param name="Peers">The other bricks.</param>
/// <param name="PeerPaths">Their host:path.</param>
internal sealed record BrickSet(Durability Durability, ImmutableArray<Brick> Peers, ImmutableArray<string> PeerPaths)
{
    /// <summary>
    /// Other bricks that must be up (Heketi API): of three and more copies the majority, of two copies the other one, of a
    /// disperse set as many as hold data.
    /// </summary>
    public int RequiredPeers => Durability.Kind is DurabilityKind.Disperse ? Durability.Data
        : Durability.BricksPerSet < 3 ? 1
        : (Durability.BricksPerSet / 2) + 1;

    /// <summary>Finds the set of <paramref name="old"/> in what Gluster says.</summary>
    /// <exception cref="OperationRefusedException">Gluster's volume and ours are not the same, or it has no redundancy.</exception>
    public static BrickSet Find(TopologySnapshot topology, Volume volume, Brick old, GlusterVolume? found)
    {
        RefuseWithoutCopies(volume, old.Id);
        if (found is null)
        {
            throw Refusal($"Cannot replace brick {old.Id}: Gluster has no volume {volume.Name}");
        }

        if (!found.IsStarted)
        {
            throw Refusal($"Cannot replace brick {old.Id}: volume {volume.Name} is not started, so that a new brick would stay empty. "
                + $"Start it first (gluster volume start {volume.Name})");
        }

        var ours = topology.BricksOfVolume(volume.Id).Select(id => topology.Bricks[id])
            .ToDictionary(topology.GlusterPathOf, StringComparer.Ordinal);
        var place = found.BrickPaths.IndexOf(topology.GlusterPathOf(old));
        var size = volume.Durability.BricksPerSet;
        if (place < 0 || found.BricksPerSet != size || found.BrickPaths.Length % size != 0)
        {
            throw Refusal($"Cannot replace brick {old.Id}: Gluster's volume {volume.Name} has sets of {found.BricksPerSet} bricks "
                + $"({string.Join(", ", found.BrickPaths)}); in the database it has sets of {size}, and this brick is {topology.GlusterPathOf(old)}");
        }

        var paths = found.BrickPaths.Slice(place / size * size, size).RemoveAt(place % size);
        if (paths.FirstOrDefault(path => !ours.ContainsKey(path)) is { } stranger)
        {
            throw Refusal($"Cannot replace brick {old.Id}: Gluster's volume {volume.Name} has a brick that is not in the database: {stranger}");
        }

        return new(volume.Durability, [.. paths.Select(path => ours[path])], paths);
    }

    /// <summary>Refuses a brick that nothing could be healed from elsewhere.</summary>
    /// <exception cref="OperationRefusedException">Its volume has one copy of each file.</exception>
    public static void RefuseWithoutCopies(Volume volume, string brickId)
    {
        if (volume.Durability.BricksPerSet < 2)
        {
            throw Refusal($"Cannot replace brick {brickId}: replace brick is not supported for volume durability type "
                + $"{volume.Durability.Word}: volume {volume.Name} ({volume.Id}) has one copy of each file. "
                + "Move its data to another volume and delete it");
        }
    }

    /// <summary>As <see cref="RefuseWithoutCopies(Volume, string)"/>, for all bricks of a device, before the first is moved.</summary>
    /// <exception cref="OperationRefusedException">A volume has one copy of each file.</exception>
    public static void RefuseWithoutCopies(TopologySnapshot topology, string deviceId)
    {
        foreach (var brick in topology.BricksOfDevice(deviceId).Select(id => topology.Bricks[id]))
        {
            if (topology.Volumes.TryGet(brick.VolumeId, out var volume))
            {
                RefuseWithoutCopies(volume, brick.Id);
            }
        }
    }

    /// <summary>Refuses when the set could not do without the brick.</summary>
    /// <exception cref="OperationRefusedException">Something is to be healed from it, or too few others are up.</exception>
    public void RefuseUnsafe(Brick old, string oldPath, ImmutableArray<BrickHeal> heals)
    {
        if (heals.Any(heal => heal.Path == oldPath && heal.Entries > 0))
        {
            throw Refusal($"Cannot replace brick {old.Id} as it is source brick for data to be healed");
        }

        var online = heals.Count(heal => heal.IsConnected && PeerPaths.Contains(heal.Path));
        if (online < RequiredPeers)
        {
            throw Refusal($"Cannot replace brick {old.Id} as only {online} of {RequiredPeers} required peer bricks are online");
        }
    }

    /// <summary>
    /// Whether the set, without the new brick, could lose one more brick that is up and still have all data. An arbiter has none.
    /// </summary>
    public bool HasSpare(ImmutableArray<BrickHeal> heals)
    {
        var holders = Peers.Zip(PeerPaths)
            .Where(peer => peer.First.SubType is not BrickSubType.Arbiter)
            .Count(peer => heals.Any(heal => heal.IsConnected && heal.Path == peer.Second));
        return holders > (Durability.Kind is DurabilityKind.Disperse ? Durability.Data : 1);
    }

    private static OperationRefusedException Refusal(string text) => new(RefusalReason.Failed, text);
}
