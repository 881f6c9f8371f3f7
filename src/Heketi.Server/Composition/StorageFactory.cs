using Heketi.Core.Operations;
using Heketi.Server.Configuration;

namespace Heketi.Server.Composition;

/// <summary>The one place where store, executor and operations are put together.</summary>
public sealed class StorageFactory : IStorageFactory
{
    private const ulong KiBOfGiB = 1024 * 1024;

    /// <inheritdoc/>
    public Task<StorageParts> OpenAsync(
        ServerSettings settings, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        throw new StartFailedException("no store, executor and operations are plugged in yet");
    }

    /// <summary>The part of the configuration that operations need.</summary>
    public static OperationSettings OperationSettingsOf(GlusterFsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new()
        {
            MaxInflight = settings.MaxInflightOperations,
            MaxQueued = settings.MaxQueuedOperations,
            Limits = new()
            {
                BrickMaxKiB = (ulong)settings.BrickMaxGiB * KiBOfGiB,
                BrickMinKiB = (ulong)settings.BrickMinGiB * KiBOfGiB,
                MaxBricksPerVolume = settings.MaxBricksPerVolume,
            },
            MaxVolumesPerCluster = settings.MaxVolumesPerCluster,
            StrictZones = settings.StrictZones,
            PreRequestOptions = settings.PreRequestVolumeOptions,
            PostRequestOptions = settings.PostRequestVolumeOptions,
            BlockHostingOptions = settings.BlockHostingVolumeOptions,
        };
    }
}
