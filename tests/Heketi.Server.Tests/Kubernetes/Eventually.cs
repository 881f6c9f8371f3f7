namespace Heketi.Server.Tests.Kubernetes;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    public static Task HoldsAsync(Func<bool> holds, string what) => HoldsAsync(() => Task.FromResult(holds()), what);

    public static async Task HoldsAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
            {
                Assert.Fail($"within a minute it did not come to pass that {what}");
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
