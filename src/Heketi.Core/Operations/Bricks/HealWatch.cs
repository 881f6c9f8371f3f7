using System.Collections.Immutable;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Microsoft.Extensions.Logging;

namespace Heketi.Core.Operations.Bricks;

/// <summary>Looks whether a new brick has got all that it should have.</summary>
internal sealed class HealWatch(IHealService heals, OperationSettings settings, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Waits for the heal up to the limit of the settings. After that the old brick may go if the set has a spare besides;
    /// it was no source of heals, so that the others have all data.
    /// </summary>
    /// <exception cref="HealUnfinishedException">It has none: the old brick is the only other copy.</exception>
    public async Task WaitAsync(GlusterPool pool, Volume volume, BrickSet set, string newPath, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + settings.HealWait;
        var confirmed = false;
        var least = ulong.MaxValue;
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks)))
        {
            var isLast = time.GetUtcNow() >= end;
            if (await TryAskAsync(pool, volume, isLast, cancellationToken).ConfigureAwait(false) is not { IsDefault: false } info)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            switch (Judge(set, newPath, info))
            {
                case null:
                    logger.LogWarning("Gluster's heal info of {Volume} does not list the new brick {Brick}: its heal cannot be watched", volume.Name, newPath);
                    return;

                // The index of a disperse set fills a moment after the replacement: nothing to heal counts when it is said twice.
                case 0 when confirmed || set.Durability.Kind is not DurabilityKind.Disperse:
                    return;
                case var left when isLast:
                    AtLimit(volume, set, newPath, info, left);
                    return;
                case 0:
                    confirmed = true;
                    break;
                case { } left:
                    confirmed = false;
                    await HurryAsync(pool, volume, left < least, cancellationToken).ConfigureAwait(false);
                    least = Math.Min(least, left);
                    break;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A heal that does not come on is asked for: what failed at first would wait for Gluster's next round, 10 minutes.</summary>
    private async Task HurryAsync(GlusterPool pool, Volume volume, bool comesOn, CancellationToken cancellationToken)
    {
        if (comesOn)
        {
            return;
        }

        try
        {
            await heals.HealAsync(pool, volume.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException e)
        {
            logger.LogDebug("Gluster heals {Volume} at its own time: {Reason}", volume.Name, e.Message);
        }
    }

    /// <summary>Refuses to go on while the new brick is not healed.</summary>
    /// <exception cref="HealUnfinishedException">It is not, and the old brick is the only other copy.</exception>
    public async Task RequireAsync(GlusterPool pool, Volume volume, BrickSet set, string newPath, CancellationToken cancellationToken)
    {
        var info = await heals.InfoAsync(pool, volume.Name, cancellationToken).ConfigureAwait(false);
        if (Judge(set, newPath, info) is { } left and not 0)
        {
            AtLimit(volume, set, newPath, info, left);
        }
    }

    /// <summary>The heal info; default: a question that failed is asked again, but for the last one.</summary>
    private async Task<ImmutableArray<BrickHeal>> TryAskAsync(GlusterPool pool, Volume volume, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            return await heals.InfoAsync(pool, volume.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException e) when (!isLast)
        {
            logger.LogWarning("The heal of {Volume} cannot be seen for the moment: {Reason}", volume.Name, e.Message);
            return default;
        }
    }

    /// <summary>
    /// Entries that are left, at least 1 while the new brick is not up, or too few of the others can say what they have for it (the
    /// entries stand with the sources; one that cannot be read has not none); null: the new brick is not listed.
    /// </summary>
    private static ulong? Judge(BrickSet set, string newPath, ImmutableArray<BrickHeal> info)
    {
        if (info.FirstOrDefault(heal => heal.Path == newPath) is not { } added)
        {
            return null;
        }

        var left = info.Where(heal => heal.Path == newPath || set.PeerPaths.Contains(heal.Path))
            .Aggregate(0UL, (sum, heal) => sum + (heal.Entries ?? 0));
        var telling = info.Count(heal => heal is { IsConnected: true, Entries: not null } && set.PeerPaths.Contains(heal.Path));
        return added is { IsConnected: true, Entries: not null } && telling >= set.RequiredPeers ? left : Math.Max(1, left);
    }

    private void AtLimit(Volume volume, BrickSet set, string newPath, ImmutableArray<BrickHeal> info, ulong? left)
    {
        if (!set.HasSpare(info))
        {
            throw new HealUnfinishedException(
                $"Volume {volume.Name} has the new brick {newPath}, but it is not healed yet ({left} entries left), and the set has no other spare. "
                + "The old brick is kept until it is healed: see 'gluster volume heal " + volume.Name
                + " info'; the background cleaner or 'heketi-cli server operations cleanup' takes the old brick away then");
        }

        logger.LogWarning(
            "Brick {Brick} of {Volume} is not healed yet ({Left} entries left); its set has a spare, so the old brick is taken away now",
            newPath,
            volume.Name,
            left);
    }
}
