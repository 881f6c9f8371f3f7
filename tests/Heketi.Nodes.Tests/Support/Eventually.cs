namespace Heketi.Nodes.Tests.Support;

/// <summary>Waits for what another process does.</summary>
public static class Eventually
{
    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within 30 s: {what}");
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
