namespace Heketi.Cli.Commands;

/// <summary>The flag that moves bricks without looking whether their data is healed elsewhere.</summary>
internal static class HealCheck
{
    public const string Flag = "expert-option-disable-heal-check";

    /// <summary>What the API calls it.</summary>
    public const string Disabled = "disable";

    private static readonly TimeSpan TimeToCancel = TimeSpan.FromSeconds(10);

    /// <summary>Says what can happen and leaves some time to think.</summary>
    public static async Task WarnAsync(CommandContext context, bool skipHealCheck, CancellationToken cancellationToken)
    {
        if (skipHealCheck)
        {
            context.Out.Write("Skipping the heal check may be dangerous and increase the risk of data loss.\n Press CTRL-C within 10 seconds to cancel this action.\n");
            await Task.Delay(TimeToCancel, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
