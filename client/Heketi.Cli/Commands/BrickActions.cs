using Heketi.Cli.Parsing;
using Heketi.Contracts.Bricks;

namespace Heketi.Cli.Commands;

/// <summary>What the commands below <c>brick</c> do.</summary>
internal static class BrickActions
{
    public static async Task EvictAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument(0, "Brick id missing");
        if (context.Arguments.Count > 1)
        {
            throw new UsageException("Too many arguments provided");
        }

        var skipHealCheck = context.Flags.Boolean(HealCheck.Flag);
        await HealCheck.WarnAsync(context, skipHealCheck, cancellationToken).ConfigureAwait(false);
        var request = new BrickEvictRequest { HealCheck = skipHealCheck ? HealCheck.Disabled : null };
        await context.Client.EvictBrickAsync(id, request, cancellationToken).ConfigureAwait(false);
        context.Out.Write($"Brick {id} evicted\n");
    }
}
