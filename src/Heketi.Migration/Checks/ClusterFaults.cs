using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>What a cluster says that others do not.</summary>
internal static class ClusterFaults
{
    public static IEnumerable<string> Of(ClusterEntry cluster, ExportDocument document)
    {
        var id = cluster.Info.Id;
        return
        [
            .. Links(id, "node", cluster.Info.Nodes, document.Nodes, node => node.Info.Cluster),
            .. Links(id, "volume", cluster.Info.Volumes, document.Volumes, volume => volume.Info.Cluster),
            .. Links(id, "blockvolume", cluster.Info.BlockVolumes, document.BlockVolumes, volume => volume.Info.Cluster),
        ];
    }

    private static IEnumerable<string> Links<T>(
        string id, string kind, IReadOnlyList<string> listed, Dictionary<string, T> entries, Func<T, string> clusterOf)
    {
        foreach (var other in listed)
        {
            if (!entries.TryGetValue(other, out var entry))
            {
                yield return $"Cluster {id} unknown {kind} {other}";
            }
            else if (clusterOf(entry) != id)
            {
                yield return $"Cluster {id} no link back to cluster from {kind} {other}";
            }
        }
    }
}
