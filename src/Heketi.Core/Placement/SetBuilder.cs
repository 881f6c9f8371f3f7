using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>
/// Chooses devices for m sets of r bricks of one size, of which a group (a node; with strict zones a zone) may have at most one
/// of each set. Let c be the number of bricks that a group can take.
/// <para>
/// A placement exists if and only if the sum of min(c, m) is at least m r. It is needed, since no group can take part in more than
/// m sets. It suffices: call a group critical when c >= m, let there be t of them, and let N be the sum of the others' c. Choose a
/// first set with s critical groups. Then each critical group, chosen or not, counts m - 1 for the m - 1 sets that remain, and the
/// others lost r - s together. So the condition holds for the rest exactly when t (m - 1) + N - (r - s) >= (m - 1) r, that is
/// s >= m r - t (m - 1) - N. Such a choice exists: if t >= r, s = r will do, as t (m - 1) is enough; else s = t will do, as
/// t m + N >= m r; and r groups have room, since no group counts more than m of the m r.
/// </para>
/// <para>
/// That bound is all that a choice must respect. Beyond it, zones and free space decide, and they can break nothing. Critical groups
/// that must be chosen are chosen first, each in a zone that the set has not yet if possible; with r - s free choices after them the
/// set has as many zones as any set within the bound.
/// </para>
/// </summary>
internal sealed class SetBuilder
{
    private readonly PlacementRoom room;
    private readonly BrickCapacity capacity;
    private readonly SetShape shape;
    private readonly string volumeId;
    private readonly Func<string> newId;
    private readonly int[] bricksInZone;
    private readonly bool[] nodeHasBrick;

    public SetBuilder(PlacementRoom room, BrickCapacity capacity, SetShape shape, string volumeId, Func<string> newId)
    {
        this.room = room;
        this.capacity = capacity;
        this.shape = shape;
        this.volumeId = volumeId;
        this.newId = newId;
        bricksInZone = new int[room.ZoneCount];
        nodeHasBrick = new bool[room.Nodes.Length];
    }

    /// <summary>All sets. The capacity was measured and suffices.</summary>
    public ImmutableArray<ImmutableArray<Brick>> Build(long sets)
    {
        var result = ImmutableArray.CreateBuilder<ImmutableArray<Brick>>(checked((int)sets));
        for (var remaining = sets; remaining > 0; remaining--)
        {
            result.Add(BuildSet(remaining));
        }

        return result.MoveToImmutable();
    }

    private ImmutableArray<Brick> BuildSet(long remainingSets)
    {
        Array.Clear(bricksInZone);
        Array.Clear(nodeHasBrick);
        var needed = CriticalGroupsNeeded(remainingSets);
        var set = ImmutableArray.CreateBuilder<Brick>(shape.Bricks);
        for (var i = 0; i < shape.Bricks; i++)
        {
            set.Add(TakeBrick(ChooseNode(least: i < needed ? remainingSets : 1)));
        }

        return set.MoveToImmutable();
    }

    private long CriticalGroupsNeeded(long sets)
    {
        var needed = sets * shape.Bricks;
        foreach (var fits in capacity.OfGroup)
        {
            needed -= fits >= sets ? sets - 1 : fits;
        }

        return needed;
    }

    /// <summary>The emptiest of the nodes in the zones with the fewest bricks of this set, in a group that can take that many.</summary>
    private int ChooseNode(long least)
    {
        var nodes = room.Nodes;
        var best = -1;
        for (var n = 0; n < nodes.Length; n++)
        {
            if (MayTake(n, least) && (best < 0 || IsBetter(nodes[n], nodes[best])))
            {
                best = n;
            }
        }

        return best >= 0 ? best : throw new InvalidOperationException("a placement was proven to exist and not found");
    }

    private bool MayTake(int n, long least)
    {
        var zone = room.Nodes[n].Zone;
        return capacity.OfNode[n] > 0
            && !nodeHasBrick[n]
            && capacity.OfGroup[shape.StrictZones ? zone : n] >= least
            && !(shape.StrictZones && bricksInZone[zone] > 0);
    }

    private bool IsBetter(in UsableNode node, in UsableNode other)
    {
        var inZone = bricksInZone[node.Zone];
        var inOther = bricksInZone[other.Zone];
        if (inZone != inOther)
        {
            return inZone < inOther;
        }

        var free = node.FreePart;
        var otherFree = other.FreePart;
        return free > otherFree || (free == otherFree && node.Tie > other.Tie);
    }

    private int ChooseDevice(in UsableNode node)
    {
        var devices = room.Devices;
        var best = -1;
        double bestFree = 0;
        for (var d = node.FirstDevice; d < node.EndOfDevices; d++)
        {
            if (capacity.OfDevice[d] == 0)
            {
                continue;
            }

            var free = devices[d].FreeKiB / (double)devices[d].Device.Storage.TotalKiB;
            if (best < 0 || free > bestFree || (free == bestFree && devices[d].Tie > devices[best].Tie))
            {
                best = d;
                bestFree = free;
            }
        }

        return best;
    }

    private Brick TakeBrick(int n)
    {
        ref var node = ref room.Nodes[n];
        var d = ChooseDevice(node);
        ref var slot = ref room.Devices[d];
        var footprint = capacity.FootprintOn(slot.Device.ExtentSizeKiB);

        slot.FreeKiB -= footprint.TotalKiB;
        node.FreeKiB -= footprint.TotalKiB;
        nodeHasBrick[n] = true;
        bricksInZone[node.Zone]++;
        capacity.Take(n, d);
        return NewBrick.On(slot.Device, footprint, volumeId, newId(), BrickSubType.Normal);
    }
}
