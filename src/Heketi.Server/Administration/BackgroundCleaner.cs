using Heketi.Core.Operations.Journal;
using Heketi.Server.Configuration;

namespace Heketi.Server.Administration;

/// <summary>Ends, from time to time, the operations that earlier processes left behind or whose undo failed.</summary>
public sealed class BackgroundCleaner : IAsyncDisposable
{
    private readonly OperationRecovery recovery;
    private readonly GlusterFsSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger<BackgroundCleaner> logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    /// <summary>Starts it.</summary>
    public BackgroundCleaner(OperationRecovery recovery, GlusterFsSettings settings, TimeProvider time, ILogger<BackgroundCleaner> logger)
    {
        this.recovery = recovery;
        this.settings = settings;
        this.time = time;
        this.logger = logger;
        loop = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Delay(settings.CleanerStart, time, stopping.Token);
        while (true)
        {
            if (await recovery.CleanUpAsync(null, stopping.Token) is var ended and > 0)
            {
                logger.LogInformation("Cleaned up {Count} operations", ended);
            }

            await Task.Delay(settings.CleanerInterval, time, stopping.Token);
        }
    }
}
