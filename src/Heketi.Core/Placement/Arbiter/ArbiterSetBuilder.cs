using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement.Arbiter;

/// <summary>
/// Chooses devices for sets of two data bricks and an arbiter brick. Of a few sets made by preference the best is taken after which
/// the others still find room; where there is none, a <see cref="ForcedSet"/>. Preferred are an arbiter brick on a device that is
/// tagged for it, then many zones, then empty nodes for the data.
/// </summary>
internal sealed class ArbiterSetBuilder(PlacementRoom room, ArbiterCapacity capacity, string volumeId, Func<string> newId)
{
    /// <summary>Places for the arbiter brick that are tried besides what the data bricks leave.</summary>
    private const int ArbiterPlaces = 8;

    private const int Bricks = 3;

    private readonly ForcedSet forced = new(room, capacity);

    /// <summary>All sets, the arbiter brick last in each. The capacity was measured and suffices.</summary>
    public ImmutableArray<ImmutableArray<Brick>> Build(int sets)
    {
        var result = ImmutableArray.CreateBuilder<ImmutableArray<Brick>>(sets);
        for (var remaining = sets; remaining > 0; remaining--)
        {
            var devices = Preferred(remaining) ?? forced.Find(remaining);
            Take(devices, undo: false);
            result.Add([.. devices.Select(NewBrickOn)]);
        }

        return result.MoveToImmutable();
    }

    private static BrickSubType RoleOf(int index) => index == Bricks - 1 ? BrickSubType.Arbiter : BrickSubType.Normal;

    private int[]? Preferred(int remaining)
    {
        var best = LeavesRoom(Complete([]), remaining);
        if (best is not null && IsPerfect(best))
        {
            return best;
        }

        foreach (var arbiter in ArbiterCandidates())
        {
            var set = LeavesRoom(Complete([arbiter]), remaining);
            if (set is not null && (best is null || Score(set).CompareTo(Score(best)) > 0))
            {
                best = set;
            }
        }

        return best;
    }

    /// <summary>A set: without a given arbiter the data bricks choose first. Null where no third place is left.</summary>
    private int[]? Complete(ReadOnlySpan<int> arbiter)
    {
        Span<int> chosen = stackalloc int[Bricks];
        arbiter.CopyTo(chosen);
        for (var i = arbiter.Length; i < Bricks; i++)
        {
            var role = arbiter.IsEmpty && i == Bricks - 1 ? BrickSubType.Arbiter : BrickSubType.Normal;
            chosen[i] = Choose(role, chosen[..i]);
            if (chosen[i] < 0)
            {
                return null;
            }
        }

        return arbiter.IsEmpty ? chosen.ToArray() : [chosen[1], chosen[2], chosen[0]];
    }

    private int Choose(BrickSubType role, ReadOnlySpan<int> chosen)
    {
        var best = -1;
        var bestRank = default((bool, bool, double, int, double, int));
        for (var d = 0; d < room.Devices.Length; d++)
        {
            if (SharesGroup(d, chosen) || !capacity.Fits(d, role))
            {
                continue;
            }

            var rank = Rank(d, role, chosen);
            if (best < 0 || rank.CompareTo(bestRank) > 0)
            {
                (best, bestRank) = (d, rank);
            }
        }

        return best;
    }

    private bool SharesGroup(int device, ReadOnlySpan<int> chosen)
    {
        foreach (var other in chosen)
        {
            if (capacity.GroupOf(other) == capacity.GroupOf(device))
            {
                return true;
            }
        }

        return false;
    }

    private (bool Tagged, bool NewZone, double NodeFree, int NodeTie, double Free, int Tie) Rank(int d, BrickSubType role, ReadOnlySpan<int> chosen)
    {
        ref readonly var device = ref room.Devices[d];
        ref readonly var node = ref room.Nodes[device.Node];
        var newZone = true;
        foreach (var other in chosen)
        {
            newZone &= ZoneOf(other) != node.Zone;
        }

        var tagged = role is BrickSubType.Arbiter && device.Arbiter is ArbiterPolicy.Required;
        return (tagged, newZone, node.FreePart, node.Tie, device.FreePart, device.Tie);
    }

    private IEnumerable<int> ArbiterCandidates() =>
        Enumerable.Range(0, room.Devices.Length)
            .Where(d => capacity.Fits(d, BrickSubType.Arbiter))
            .OrderByDescending(d => Rank(d, BrickSubType.Arbiter, []))
            .DistinctBy(capacity.GroupOf)
            .Take(ArbiterPlaces);

    private int[]? LeavesRoom(int[]? set, int remaining)
    {
        if (set is null || remaining == 1)
        {
            return set;
        }

        Take(set, undo: false);
        var suffices = capacity.Suffices(remaining - 1);
        Take(set, undo: true);
        return suffices ? set : null;
    }

    private void Take(int[] set, bool undo)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var takes = capacity.FootprintOn(set[i], RoleOf(i)).TotalKiB;
            ref var device = ref room.Devices[set[i]];
            ref var node = ref room.Nodes[device.Node];
            device.FreeKiB = undo ? device.FreeKiB + takes : device.FreeKiB - takes;
            node.FreeKiB = undo ? node.FreeKiB + takes : node.FreeKiB - takes;
        }
    }

    private (bool Tagged, int Zones) Score(int[] set) => (
        room.Devices[set[^1]].Arbiter is ArbiterPolicy.Required,
        set.Select(ZoneOf).Distinct().Count());

    private bool IsPerfect(int[] set) => Score(set) is var (tagged, zones)
        && zones == Math.Min(Bricks, room.ZoneCount)
        && (tagged || !HasTaggedPlace());

    private bool HasTaggedPlace()
    {
        for (var d = 0; d < room.Devices.Length; d++)
        {
            if (room.Devices[d].Arbiter is ArbiterPolicy.Required && capacity.Fits(d, BrickSubType.Arbiter))
            {
                return true;
            }
        }

        return false;
    }

    private int ZoneOf(int device) => room.Nodes[room.Devices[device].Node].Zone;

    private Brick NewBrickOn(int device, int index) => NewBrick.On(
        room.Devices[device].Device, capacity.FootprintOn(device, RoleOf(index)), volumeId, newId(), RoleOf(index));
}
