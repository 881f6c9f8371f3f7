using System.Collections.Immutable;
using Heketi.Core.Nodes.Inspection;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Examination;

/// <summary>Volumes and block volumes of the books beside those of Gluster.</summary>
internal static class VolumeComparison
{
    /// <summary>Whether each node's list of volumes is that of the books, in the words of Heketi v10.</summary>
    public static IEnumerable<string> Report(Books books, ClusterExamination cluster)
    {
        var faults = new List<string>();
        foreach (var node in cluster.Nodes)
        {
            if (node.Volumes is not { } volumes)
            {
                faults.Add($"heketi volume list could not be compared with volume list of node {node.NodeId} due to missing info");
            }
            else if (MissingIn(books, cluster.ClusterId, volumes).Any() || UnknownIn(books, cluster.ClusterId, volumes).Any())
            {
                faults.Add($"heketi volume list does not match with volume list of node {node.NodeId}");
            }
        }

        return faults.Count > 0 ? faults : ["heketi volume list matches with volume list of all nodes"];
    }

    /// <summary>All differences.</summary>
    public static IEnumerable<StateFinding> Compare(Books books, ClusterExamination cluster)
    {
        // glusterd tells the same on every node that is in the pool
        if (cluster.Nodes.FirstOrDefault(node => node.Volumes is not null)?.Volumes is { } volumes)
        {
            var id = cluster.ClusterId;
            foreach (var volume in MissingIn(books, id, volumes))
            {
                yield return new(FindingKind.Missing, "volume", id, "", volume.Id, $"volume {volume.Name} is not in Gluster");
            }

            foreach (var volume in UnknownIn(books, id, volumes))
            {
                yield return new(
                    FindingKind.Unknown, "volume", id, "", volume.Name, $"Gluster's volume {volume.Name} is not in the books: it is left alone");
            }

            foreach (var finding in books.VolumesOf(id).SelectMany(volume => Bricks(books, volume, volumes)))
            {
                yield return finding;
            }
        }

        foreach (var finding in BlockVolumes(books, cluster))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Volume> MissingIn(Books books, string clusterId, ImmutableArray<InspectedVolume> volumes) =>
        books.VolumesOf(clusterId).Where(volume => volumes.All(v => v.Name != volume.Name));

    private static IEnumerable<InspectedVolume> UnknownIn(Books books, string clusterId, ImmutableArray<InspectedVolume> volumes) =>
        volumes.Where(volume => !books.MayHave(clusterId, volume.Name));

    private static IEnumerable<StateFinding> Bricks(Books books, Volume volume, ImmutableArray<InspectedVolume> volumes)
    {
        if (volumes.FirstOrDefault(v => v.Name == volume.Name) is not { } found)
        {
            yield break;
        }

        if (found.StatusText != "Started")
        {
            yield return new(
                FindingKind.Different, "volume", volume.ClusterId, "", volume.Id,
                $"volume {volume.Name} is {found.StatusText} in Gluster; 'gluster volume start {volume.Name}' starts it");
        }

        if (books.BricksOfVolume(volume) is not { } bricks)
        {
            yield break;
        }

        var paths = bricks.ToDictionary(brick => books.Now.GlusterPathOf(brick), StringComparer.Ordinal);
        foreach (var (path, brick) in paths.Where(own => found.Bricks.All(b => b.Name != own.Key)))
        {
            yield return new(
                FindingKind.Missing, "brick", volume.ClusterId, brick.NodeId, brick.Id, $"brick {path} is not in Gluster's volume {volume.Name}");
        }

        foreach (var brick in found.Bricks.Where(brick => !paths.ContainsKey(brick.Name)))
        {
            yield return new(
                FindingKind.Unknown, "brick", volume.ClusterId, "", brick.Name,
                $"Gluster's volume {volume.Name} has the brick {brick.Name}, which is not in the books");
        }
    }

    private static IEnumerable<StateFinding> BlockVolumes(Books books, ClusterExamination cluster)
    {
        foreach (var hosting in books.VolumesOf(cluster.ClusterId).Where(volume => volume.Block))
        {
            if (cluster.Nodes.Select(node => node.BlockVolumes.GetValueOrDefault(hosting.Name)).FirstOrDefault(names => !names.IsDefault) is not { IsDefault: false } names)
            {
                continue;
            }

            var known = books.Now.BlockVolumesOfHost(hosting.Id).Select(id => books.Now.BlockVolumes[id]).ToList();
            foreach (var block in known.Where(block => block.PendingId.Length == 0 && !names.Contains(block.Name)))
            {
                yield return new(
                    FindingKind.Missing, "block volume", cluster.ClusterId, "", block.Id,
                    $"block volume {block.Name} is not in hosting volume {hosting.Name}");
            }

            foreach (var name in names.Where(name => known.All(block => block.Name != name)))
            {
                yield return new(
                    FindingKind.Unknown, "block volume", cluster.ClusterId, "", name,
                    $"hosting volume {hosting.Name} has the block volume {name}, which is not in the books: it is left alone");
            }
        }
    }
}
