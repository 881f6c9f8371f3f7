using System.Collections.Immutable;
using Heketi.Core.Nodes;

namespace Heketi.Nodes.Gluster;

/// <summary>Heals and replacement of bricks by the gluster CLI.</summary>
internal sealed class HealService(GlusterRunner runner, ClusterLanes lanes, GlusterCommands commands, IVolumeService volumes) : IHealService
{
    public async Task<ImmutableArray<BrickHeal>> InfoAsync(GlusterPool pool, string volume, CancellationToken cancellationToken)
    {
        var reply = await runner.AskAsync(pool, commands.HealInfo(volume), cancellationToken);
        return reply.Succeeded
            ? GlusterXml.Heals(reply)
            : throw new NodeException(
                $"Unable to get heal info of volume {volume}: {(reply.Error.Length > 0 ? reply.Error : $"Gluster failed with opErrno {reply.ErrorNumber}")}",
                pool.ClusterId);
    }

    public async Task HealAsync(GlusterPool pool, string volume, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        await runner.ChangeAsync(pool, [new(commands.Heal(volume))], cancellationToken);
    }

    public async Task ReplaceBrickAsync(GlusterPool pool, string volume, string oldPath, string newPath, CancellationToken cancellationToken)
    {
        using var turn = await lanes.EnterAsync(pool.ClusterId, cancellationToken);
        try
        {
            await runner.ChangeAsync(pool, [new(commands.ReplaceBrick(volume, oldPath, newPath))], cancellationToken);
        }
        catch (NodeException e) when (e is not (GlusterBusyException or NodeUnreachableException))
        {
            // Repeated after a crash, or contact was lost when it was done
            var found = await volumes.FindAsync(pool, volume, cancellationToken);
            if (found is null || !found.BrickPaths.Contains(newPath) || found.BrickPaths.Contains(oldPath))
            {
                throw;
            }
        }
    }
}
