using Heketi.Core.Operations;
using Heketi.Server.Configuration;

namespace Heketi.Server.Composition;

/// <summary>The part of the configuration that operations need.</summary>
public static class OperationSettingsFactory
{
    private const ulong KiBOfGiB = 1024 * 1024;

    /// <summary>GiB become KiB; the rest stays.</summary>
    public static OperationSettings Create(GlusterFsSettings settings)
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
            HealWait = settings.BrickHealWait,
            AverageFileKiB = settings.AverageFileKiB,
            PreRequestOptions = settings.PreRequestVolumeOptions,
            PostRequestOptions = settings.PostRequestVolumeOptions,
            AutoCreateBlockHosting = settings.AutoCreateBlockHostingVolume,
            BlockHostingGiB = settings.BlockHostingVolumeGiB,
            BlockHostingOptions = settings.BlockHostingVolumeOptions,
        };
    }
}
