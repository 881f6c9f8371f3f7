using Heketi.Server.Composition;
using Heketi.Server.Configuration;

namespace Heketi.Server.Administration;

/// <summary>Ends operations that were left behind, from time to time.</summary>
public sealed class OperationCleaner(StorageParts parts, ServerSettings settings, TimeProvider time, ILogger<OperationCleaner> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var glusterFs = settings.GlusterFs;
        if (!glusterFs.BackgroundCleaner || glusterFs.DatabaseReadOnly)
        {
            return;
        }

        logger.LogInformation("Started background pending operations cleaner");
        try
        {
            for (var delay = glusterFs.CleanerStart; ; delay = glusterFs.CleanerInterval)
            {
                await Task.Delay(delay, time, stoppingToken);
                await CleanUpAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogInformation("Stopping background pending operations cleaner");
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await parts.CleanUpAsync(null, cancellationToken);
        }
#pragma warning disable CA1031 // the next round tries again
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(e, "Cleaning pending operations up failed; it is tried again in {Interval}", settings.GlusterFs.CleanerInterval);
        }
    }
}
