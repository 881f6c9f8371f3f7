using System.Globalization;

namespace Heketi.Core.Placement;

/// <summary>Tells people why a volume cannot be placed and what could be.</summary>
internal sealed class RefusalExplainer(
    PlacementLimits limits, PlacementRequest request, SetShape shape, PlacementRoom room, BrickCapacity capacity)
{
    private string Places => shape.StrictZones ? "zones" : "nodes";

    /// <summary>The refusal.</summary>
    /// <param name="limit">The limit that ended the splitting.</param>
    /// <param name="smallest">The last split that was tried, null if none was allowed.</param>
    public PlacementResult.Refused Refuse(RefusalKind limit, Attempt? smallest)
    {
        // Smaller bricks can't help where there are too few places for any set: then it is no limit that is in the way.
        var kind = smallest is not null && room.WidestSet(shape.StrictZones) < shape.Bricks ? RefusalKind.NoSpace : limit;
        var reason = smallest is { } attempt
            ? $"{Need()}; {Devices(attempt)}"
            : limit is RefusalKind.BricksTooSmall ? TooSmall() : TooMany();
        return new(kind, $"{reason}; {Largest()}");
    }

    private static string Plural(long count, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");

    private static string GiB(UInt128 kiB) =>
        ((double)kiB / SetShape.KiBPerGiB).ToString("0.##", CultureInfo.InvariantCulture) + " GiB";

    private string Need() => shape.Bricks == 1
        ? "a device is needed"
        : $"{shape.Bricks} {Places} are needed for the bricks of a set";

    private string TooSmall() =>
        $"bricks would have {GiB(shape.BrickKiB(request.SizeGiB, 1))}, and the smallest that are allowed have "
        + $"{GiB(limits.BrickMinKiB)} (brick_min_size_gb)";

    private string TooMany()
    {
        var free = Math.Max(0, limits.MaxBricksPerVolume - (long)request.ExistingBricks);
        var existing = request.ExistingBricks == 0 ? "" : $", of which it has {request.ExistingBricks}";
        var limit = $"a volume may have {Plural(limits.MaxBricksPerVolume, "brick")} (max_bricks_per_volume){existing}";
        return free < shape.Bricks
            ? $"{limit}, and a brick set needs {shape.Bricks}"
            : $"{limit}, and bricks may have {GiB(limits.BrickMaxKiB)} (brick_max_size_gb)";
    }

    private string Devices(Attempt attempt)
    {
        var usableBricks = capacity.Measure(attempt.BrickKiB, attempt.Sets);
        var reasons = room.Exclusions.Describe().ToList();
        var full = capacity.OfDevice.Count(0);
        var bricks = $"bricks of {GiB(attempt.BrickKiB)}";
        if (full > 0)
        {
            reasons.Add($"{full} with too little free space for {bricks}, the smallest that could be tried");
        }

        var of = $"of {Plural(room.Exclusions.Devices, "device")} on {Plural(room.Exclusions.Nodes, "node")}: ";
        return of + string.Join(", ", [.. reasons, Rest(attempt, usableBricks, bricks, room.Devices.Length - full)]);
    }

    private string Rest(Attempt attempt, long usableBricks, string bricks, int devices)
    {
        if (devices == 0)
        {
            return "none left";
        }

        var nodes = 0;
        var zones = new HashSet<int>();
        for (var n = 0; n < room.Nodes.Length; n++)
        {
            if (capacity.OfNode[n] > 0)
            {
                nodes++;
                zones.Add(room.Nodes[n].Zone);
            }
        }

        var where = $"{devices} left on {Plural(nodes, "node")} in {Plural(zones.Count, "zone")}";
        return (shape.StrictZones ? zones.Count : nodes) < shape.Bricks
            ? where
            : $"{where} with room for {usableBricks} of {attempt.Sets * shape.Bricks} {bricks}";
    }

    private string Largest()
    {
        var size = LargestGiB();
        return size == 0
            ? "no size would have fitted"
            : string.Create(CultureInfo.InvariantCulture, $"the largest size that would have fitted is {size} GiB");
    }

    /// <summary>The largest size that can be placed, GiB; 0 when none can.</summary>
    private long LargestGiB()
    {
        var best = 0L;
        var bricks = limits.MaxBricksPerVolume - (long)request.ExistingBricks;
        for (var sets = 1L; sets * shape.Bricks <= bricks; sets *= 2)
        {
            best = Math.Max(best, LargestGiB(sets, best));
        }

        return best;
    }

    /// <summary>By halving: with a fixed number of sets, what does not fit does not fit with larger bricks either.</summary>
    private long LargestGiB(long sets, long known)
    {
        var fits = known;
        var tooLarge = shape.LargestGiB(Math.Min(limits.BrickMaxKiB, room.MostFreeKiB), sets);
        tooLarge = tooLarge == long.MaxValue ? tooLarge : tooLarge + 1;
        while (tooLarge - fits > 1)
        {
            var middle = fits + ((tooLarge - fits) / 2);
            if (capacity.Suffices((ulong)shape.BrickKiB(middle, sets), sets))
            {
                fits = middle;
            }
            else
            {
                tooLarge = middle;
            }
        }

        return fits > known && shape.BrickKiB(fits, sets) >= limits.BrickMinKiB ? fits : 0;
    }
}
