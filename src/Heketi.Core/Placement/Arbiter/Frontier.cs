using Heketi.Core.Topology;

namespace Heketi.Core.Placement.Arbiter;

/// <summary>
/// What a device, a group or a whole room can take of two kinds of bricks: entry x is the most arbiter bricks that fit beside x
/// data bricks; more data bricks than the last entry do not fit. Whatever fits, fewer fit too.
/// </summary>
internal static class Frontier
{
    /// <summary>Of a place that takes nothing.</summary>
    public static readonly int[] Nothing = [0];

    /// <summary>Of a device, up to a number of sets.</summary>
    public static int[] OfDevice(in UsableDevice device, ulong dataKiB, ulong arbiterKiB, int sets)
    {
        var data = device.Arbiter is ArbiterPolicy.Required ? 0 : (int)Math.Min(device.FreeKiB / dataKiB, (ulong)sets);
        var takesArbiters = device.Arbiter is not ArbiterPolicy.Disabled;
        if (data == 0 && !(takesArbiters && device.FreeKiB >= arbiterKiB))
        {
            return Nothing;
        }

        var frontier = new int[data + 1];
        for (var x = 0; takesArbiters && x <= data; x++)
        {
            frontier[x] = (int)Math.Min((device.FreeKiB - ((ulong)x * dataKiB)) / arbiterKiB, (ulong)sets);
        }

        return frontier;
    }

    /// <summary>Of two places together, up to a number of bricks.</summary>
    public static int[] Join(int[] one, int[] other, int mostData, int mostArbiters)
    {
        if (other is [0])
        {
            return one;
        }

        var joined = new int[Math.Min(one.Length + other.Length - 2, mostData) + 1];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length && i + j < joined.Length; j++)
            {
                joined[i + j] = Math.Max(joined[i + j], Math.Min(one[i] + other[j], mostArbiters));
            }
        }

        return joined;
    }

    /// <summary>Of a group: at most one brick of each set, of whatever kind.</summary>
    public static int[] OneOfEachSet(int[] frontier, int sets)
    {
        var clipped = new int[frontier.Length];
        for (var x = 0; x < frontier.Length; x++)
        {
            clipped[x] = Math.Min(frontier[x], sets - x);
        }

        return clipped;
    }
}
