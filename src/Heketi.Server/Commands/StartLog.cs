using Heketi.Server.Configuration;

namespace Heketi.Server.Commands;

/// <summary>What the log says about the configuration at start. The texts are those of Heketi v10.</summary>
internal static class StartLog
{
    public static void Write(ConfigurationResult configuration, ILogger logger)
    {
        foreach (var (level, text) in configuration.Notices)
        {
            logger.Log(level, "{Notice}", text);
        }

        var settings = configuration.Settings.GlusterFs;
        Options(logger, "Pre Request Volume Options", settings.PreRequestVolumeOptions);
        Options(logger, "Post Request Volume Options", settings.PostRequestVolumeOptions);
        if (settings.StrictZones)
        {
            logger.LogInformation("Zone checking: 'strict'");
        }

        logger.LogInformation("{Limit}", settings.MaxVolumesPerCluster switch
        {
            < 0 => $"Volumes per cluster limit is removed as it is set to {settings.MaxVolumesPerCluster}",
            1000 => "Volumes per cluster limit is set to default value of 1000",
            _ => $"Volumes per cluster limit is set to {settings.MaxVolumesPerCluster}",
        });
        logger.LogInformation("Block: Auto Create Block Hosting Volume set to {Auto}", settings.AutoCreateBlockHostingVolume ? "true" : "false");
        logger.LogInformation("Block: New Block Hosting Volume size {Size} GB", settings.BlockHostingVolumeGiB);
        Options(logger, "Block: New Block Hosting Volume Options", settings.BlockHostingVolumeOptions);
    }

    private static void Options(ILogger logger, string name, IReadOnlyList<string> options)
    {
        if (options is not [""])
        {
            logger.LogInformation("{Name}: {Options}", name, string.Join(',', options));
        }
    }
}
