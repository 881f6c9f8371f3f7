using System.Globalization;

namespace Heketi.Core.Placement;

/// <summary>Tells people why a volume cannot be placed and what could be.</summary>
internal sealed class RefusalExplainer(
    PlacementLimits limits, PlacementRequest request, SetShape shape, PlacementRoom room, ISetPlacer placer)
{
    /// <summary>The refusal.</summary>
    /// <param name="limit">The limit that ended the splitting.</param>
    /// <param name="smallest">The last split that was tried, null if none was allowed.</param>
    public PlacementResult.Refused Refuse(RefusalKind limit, Attempt? smallest)
    {
        // Smaller bricks can't help where there are too few places for any set: then it is no limit that is in the way.
        var kind = smallest is not null && placer.LacksPlaces ? RefusalKind.NoSpace : limit;
        var largest = LargestGiB();
        var constraints = room.Exclusions.All.ToList();
        string reason;
        if (smallest is { } attempt)
        {
            var (full, left) = placer.Describe(attempt);
            if (full > 0)
            {
                constraints.Add(new($"with too little free space for bricks of {Words.GiB(attempt.BrickKiB)}, the smallest that could be tried", full));
            }

            reason = $"{placer.Need(attempt.BrickKiB)}; {Devices(constraints, left)}";
        }
        else
        {
            reason = limit is RefusalKind.BricksTooSmall ? TooSmall() : TooMany();
        }

        return new(kind, $"{reason}; {Largest(largest)}") { LargestGiB = largest, Constraints = [.. constraints] };
    }

    /// <summary>The refusal of a size that is too small for average files. Heketi API.</summary>
    public PlacementResult.Refused RefuseAverageFile(UInt128 brickKiB) => new(
        RefusalKind.AverageFileTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"Average file size ({shape.AverageFileKiB}) is greater than Brick size ({brickKiB})"))
    {
        LargestGiB = LargestGiB(),
        Constraints = [.. room.Exclusions.All],
    };

    private static string Largest(long size) => size == 0
        ? "no size would have fitted"
        : string.Create(CultureInfo.InvariantCulture, $"the largest size that would have fitted is {size} GiB");

    private string TooSmall() =>
        $"bricks would have {Words.GiB(shape.BrickKiB(request.SizeGiB, 1))}, and the smallest that are allowed have "
        + $"{Words.GiB(limits.BrickMinKiB)} (brick_min_size_gb)";

    private string TooMany()
    {
        var free = Math.Max(0, limits.MaxBricksPerVolume - (long)request.ExistingBricks);
        var existing = request.ExistingBricks == 0 ? "" : $", of which it has {request.ExistingBricks}";
        var limit = $"a volume may have {Words.Plural(limits.MaxBricksPerVolume, "brick")} (max_bricks_per_volume){existing}";
        return free < shape.Bricks
            ? $"{limit}, and a brick set needs {shape.Bricks}"
            : $"{limit}, and bricks may have {Words.GiB(limits.BrickMaxKiB)} (brick_max_size_gb)";
    }

    private string Devices(List<PlacementConstraint> constraints, string left) =>
        $"of {Words.Plural(room.Exclusions.Devices, "device")} on {Words.Plural(room.Exclusions.Nodes, "node")}: "
        + string.Join(", ", [.. constraints.Select(c => $"{c.Devices} {c.Reason}"), left]);

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
            if (placer.Suffices((ulong)shape.BrickKiB(middle, sets), sets))
            {
                fits = middle;
            }
            else
            {
                tooLarge = middle;
            }
        }

        return fits > known && shape.BrickKiB(fits, sets) >= Math.Max(limits.BrickMinKiB, shape.AverageFileKiB) ? fits : 0;
    }
}
