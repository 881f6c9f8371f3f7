using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>What a block volume says that others do not.</summary>
internal static class BlockVolumeFaults
{
    public static IEnumerable<string> Of(BlockVolumeEntry volume, ExportDocument document)
    {
        var info = volume.Info;
        if (volume.Pending.Id.Length > 0 && !document.Operations.ContainsKey(volume.Pending.Id))
        {
            yield return $"BlockVolume {info.Id} marked pending but no pending op {volume.Pending.Id}";
        }

        if (!document.Clusters.TryGetValue(info.Cluster, out var cluster))
        {
            yield return $"BlockVolume {info.Id} unknown cluster {info.Cluster}";
        }
        else if (!cluster.Info.BlockVolumes.Contains(info.Id))
        {
            yield return $"BlockVolume {info.Id} no link back to blockVolume from cluster {info.Cluster}";
        }

        if (!document.Volumes.TryGetValue(info.HostingVolume, out var host))
        {
            yield return $"BlockVolume {info.Id} unknown volume {info.HostingVolume}";
        }
        else if (host.Info.BlockInfo.BlockVolumes?.Contains(info.Id) != true)
        {
            yield return $"BlockVolume {info.Id} no link back to blockVolume from volume {info.HostingVolume}";
        }
    }
}
