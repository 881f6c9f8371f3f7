using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>What a volume says that others do not, and sizes that do not add up.</summary>
internal static class VolumeFaults
{
    public static IEnumerable<string> Of(VolumeEntry volume, ExportDocument document) =>
        [.. Links(volume, document), .. Bricks(volume, document), .. BlockVolumes(volume, document)];

    private static IEnumerable<string> Links(VolumeEntry volume, ExportDocument document)
    {
        var info = volume.Info;
        if (volume.Pending.Id.Length > 0 && !document.Operations.ContainsKey(volume.Pending.Id))
        {
            yield return $"Volume {info.Id} marked pending but no pending op {volume.Pending.Id}";
        }

        if (!document.Clusters.TryGetValue(info.Cluster, out var cluster))
        {
            yield return $"Volume {info.Id} unknown cluster {info.Cluster}";
            yield break;
        }

        if (!cluster.Info.Volumes.Contains(info.Id))
        {
            yield return $"Volume {info.Id} no link back to volume from cluster {info.Cluster}";
        }

        var hosts = info.Mount.GlusterFs.Hosts ?? [];
        if (hosts.Count != cluster.Info.Nodes.Count)
        {
            yield return $"Volume {info.Id} mount hosts list([{string.Join(' ', hosts)}]) is not same as list of all nodes of the "
                + $"cluster([{string.Join(' ', cluster.Info.Nodes)}])";
        }
    }

    private static IEnumerable<string> Bricks(VolumeEntry volume, ExportDocument document)
    {
        foreach (var brick in volume.Bricks)
        {
            if (!document.Bricks.TryGetValue(brick, out var entry))
            {
                yield return $"Volume {volume.Info.Id} unknown brick {brick}";
            }
            else if (entry.Info.VolumeId != volume.Info.Id)
            {
                yield return $"Volume {volume.Info.Id} no link back to volume from brick {brick}";
            }
        }
    }

    private static IEnumerable<string> BlockVolumes(VolumeEntry volume, ExportDocument document)
    {
        var info = volume.Info;
        var taken = 0L;
        foreach (var block in info.BlockInfo.BlockVolumes ?? [])
        {
            if (!document.BlockVolumes.TryGetValue(block, out var entry))
            {
                yield return $"Volume {info.Id} unknown blockvolume {block}";
                continue;
            }

            if (entry.Info.HostingVolume != info.Id)
            {
                yield return $"Volume {info.Id} no link back to volume from blockvolume {block}";
            }

            taken += entry.Info.Size;
        }

        var (free, reserved) = (info.BlockInfo.FreeSize, info.BlockInfo.ReservedSize);
        if (info.Block && taken != (long)info.Size - free - reserved)
        {
            yield return $"Volume {info.Id} blocksize differs aggregateSize {taken} != volumeSize {info.Size} - freeSize {free} - reservedSize {reserved}";
        }
        else if (!info.Block && taken != 0)
        {
            yield return $"Volume {info.Id} has blockvolumes but not block flag";
        }
    }
}
