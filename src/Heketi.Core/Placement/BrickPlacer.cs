using Heketi.Core.Placement.Arbiter;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>
/// Places bricks exactly: a volume is refused only when it cannot be placed in 1, 2, 4, ... brick sets within the limits.
/// The fewest sets that fit are taken (Heketi).
/// </summary>
public sealed class BrickPlacer : IBrickPlacer
{
    private readonly PlacementLimits limits;
    private readonly Random random;
    private readonly Func<string> newId;

    /// <summary>A placer.</summary>
    /// <param name="limits">Limits of the configuration.</param>
    /// <param name="random">Chooses between devices that are equally full. Used by one call at a time unless it is thread-safe.</param>
    /// <param name="newId">Gives new ids of bricks (<see cref="EntityId.New"/>).</param>
    /// <exception cref="ArgumentException">The smallest brick is larger than the largest, or 0.</exception>
    public BrickPlacer(PlacementLimits limits, Random random, Func<string> newId)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(newId);
        if (limits.BrickMinKiB == 0 || limits.BrickMinKiB > limits.BrickMaxKiB)
        {
            throw new ArgumentException(
                $"the smallest brick ({limits.BrickMinKiB} KiB) must be above 0 and not larger than the largest ({limits.BrickMaxKiB} KiB)",
                nameof(limits));
        }

        this.limits = limits;
        this.random = random;
        this.newId = newId;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size is not above 0, the replica count is negative, an arbiter is asked for where there is no replica 3, the data or redundancy bricks of a disperse set are not above 0,
    /// or the number of existing bricks is negative.
    /// </exception>
    public PlacementResult Place(TopologySnapshot topology, PlacementRequest request)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.SizeGiB, nameof(request.SizeGiB));
        ArgumentOutOfRangeException.ThrowIfNegative(request.ExistingBricks, nameof(request.ExistingBricks));

        var shape = SetShape.Of(request);
        var room = PlacementRoom.Of(topology, request, random);
        ISetPlacer placer = shape.HasArbiter
            ? new ArbiterSets(room, shape, request.VolumeId, newId)
            : new UniformSets(room, shape, request.VolumeId, newId);
        var explainer = new RefusalExplainer(limits, request, shape, room, placer);
        Attempt? smallest = null;
        for (var sets = 1L; ; sets *= 2)
        {
            var brick = shape.BrickKiB(request.SizeGiB, sets);

            // In this order: an expand that is too small for a set is told so even if it is not allowed any more bricks.
            if (brick < limits.BrickMinKiB)
            {
                return explainer.Refuse(RefusalKind.BricksTooSmall, smallest);
            }

            if (brick < shape.AverageFileKiB)
            {
                return smallest is null ? explainer.RefuseAverageFile(brick) : explainer.Refuse(RefusalKind.BricksTooSmall, smallest);
            }

            if (sets * shape.Bricks > limits.MaxBricksPerVolume - (long)request.ExistingBricks)
            {
                return explainer.Refuse(RefusalKind.TooManyBricks, smallest);
            }

            if (brick > limits.BrickMaxKiB)
            {
                continue;
            }

            smallest = new((ulong)brick, sets);
            if (placer.Suffices((ulong)brick, sets))
            {
                return new PlacementResult.Placed(placer.Build((ulong)brick, sets));
            }
        }
    }
}
