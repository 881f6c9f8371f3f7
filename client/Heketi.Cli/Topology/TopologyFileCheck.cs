using Heketi.Cli.Parsing;

namespace Heketi.Cli.Topology;

/// <summary>Looks for mistakes in a topology file before anything is changed.</summary>
internal static class TopologyFileCheck
{
    /// <summary>Says on <paramref name="error"/> what is empty: that is allowed, but seldom meant.</summary>
    /// <exception cref="UsageException">A node has no names.</exception>
    public static void Check(TopologyFile file, string name, TextWriter error)
    {
        var clusters = file.Clusters ?? [];
        if (clusters.Count == 0)
        {
            error.Write($"{name} has no clusters: nothing to do.\n");
        }

        var mistakes = new List<string>();
        foreach (var (clusterNumber, cluster) in clusters.Index())
        {
            if (cluster?.Nodes is not { Count: > 0 } nodes)
            {
                error.Write($"Cluster {clusterNumber + 1} of {name} has no nodes: nothing to do for it.\n");
                continue;
            }

            mistakes.AddRange(nodes.Index().SelectMany(node => Mistakes(node.Item)
                .Select(mistake => $"cluster {clusterNumber + 1}, node {node.Index + 1}: {mistake}")));
        }

        if (mistakes.Count > 0)
        {
            throw new UsageException($"{name}: {string.Join($"\n{name}: ", mistakes)}");
        }
    }

    private static IEnumerable<string> Mistakes(FileNode? node)
    {
        if (node?.ManageName is null)
        {
            yield return "hostnames.manage is missing; give the name by which the server reaches the node";
        }

        if (node?.Node?.Hostnames?.Storage is not [{ Length: > 0 }, ..])
        {
            yield return "hostnames.storage is missing; give the address by which Gluster reaches the node";
        }

        if (node?.Devices?.Any(device => device is null) is true)
        {
            yield return "a device is null; give a path like /dev/sdb";
        }
    }
}
