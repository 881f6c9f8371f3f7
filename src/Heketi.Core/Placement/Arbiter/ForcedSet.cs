using Heketi.Core.Topology;

namespace Heketi.Core.Placement.Arbiter;

/// <summary>
/// Finds a set after which all others still find room, whatever it takes. Numbers of bricks are fixed for each group first, such
/// that they add up to all remaining sets. A group with as many as there are sets must take part in this one; the colours in
/// <see cref="ArbiterCapacity"/> show that such a set exists.
/// </summary>
internal sealed class ForcedSet(PlacementRoom room, ArbiterCapacity capacity)
{
    private static readonly BrickSubType[] _roles = [BrickSubType.Normal, BrickSubType.Normal, BrickSubType.Arbiter];

    /// <summary>Devices of the set, the arbiter's last. The capacity suffices for <paramref name="sets"/>.</summary>
    public int[] Find(int sets)
    {
        var (data, arbiters) = ShareOut(sets);
        var groups = new int[_roles.Length];
        if (!Choose(0))
        {
            throw new InvalidOperationException("a placement was proven to exist and not found");
        }

        return [.. groups.Select((group, role) => Device(group, _roles[role], data[group], arbiters[group], sets))];

        bool Choose(int role)
        {
            if (role == _roles.Length)
            {
                return Enumerable.Range(0, capacity.Groups).All(g => data[g] + arbiters[g] < sets || groups.Contains(g));
            }

            var numbers = _roles[role] is BrickSubType.Arbiter ? arbiters : data;
            foreach (var group in Candidates(numbers, data, arbiters, sets))
            {
                if (!groups.AsSpan(0, role).Contains(group))
                {
                    groups[role] = group;
                    if (Choose(role + 1))
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    /// <summary>Those that must take part, and as many of the others as this set could need.</summary>
    private IEnumerable<int> Candidates(int[] numbers, int[] data, int[] arbiters, int sets)
    {
        var able = Enumerable.Range(0, capacity.Groups).Where(g => numbers[g] > 0).ToList();
        return able.Where(IsCritical).Concat(able.Where(g => !IsCritical(g)).Take(_roles.Length));

        bool IsCritical(int g) => data[g] + arbiters[g] == sets;
    }

    /// <summary>Numbers of bricks for each group that add up to all sets.</summary>
    private (int[] Data, int[] Arbiters) ShareOut(int sets)
    {
        var groups = Enumerable.Range(0, capacity.Groups).Select(g => capacity.OfGroup(g, sets)).ToArray();
        var before = new List<int[]> { Frontier.Nothing };
        foreach (var group in groups)
        {
            before.Add(Frontier.Join(before[^1], group, 2 * sets, sets));
        }

        var data = new int[groups.Length];
        var arbiters = new int[groups.Length];
        var (dataLeft, arbitersLeft) = (2 * sets, sets);
        for (var g = groups.Length - 1; g >= 0; g--)
        {
            data[g] = Enumerable.Range(0, groups[g].Length).First(x =>
                dataLeft - x >= 0 && dataLeft - x < before[g].Length && before[g][dataLeft - x] + groups[g][x] >= arbitersLeft);
            arbiters[g] = Math.Min(groups[g][data[g]], arbitersLeft);
            dataLeft -= data[g];
            arbitersLeft -= arbiters[g];
        }

        return (data, arbiters);
    }

    /// <summary>The emptiest device of the group after which the group can still take its other bricks.</summary>
    private int Device(int group, BrickSubType role, int data, int arbiters, int sets)
    {
        var isArbiter = role is BrickSubType.Arbiter;
        var (dataAfter, arbitersAfter) = isArbiter ? (data, arbiters - 1) : (data - 1, arbiters);
        return capacity.DevicesOfGroup(group)
            .Where(d => capacity.Fits(d, role))
            .OrderByDescending(d => room.Devices[d].FreePart)
            .First(d =>
            {
                var takes = capacity.FootprintOn(d, role).TotalKiB;
                room.Devices[d].FreeKiB -= takes;
                var after = capacity.OfGroup(group, sets);
                room.Devices[d].FreeKiB += takes;
                return dataAfter < after.Length && after[dataAfter] >= arbitersAfter;
            });
    }
}
