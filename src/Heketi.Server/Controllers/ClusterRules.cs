using Heketi.Core.Topology;

namespace Heketi.Server.Controllers;

/// <summary>Whether the clusters of a create request are there.</summary>
internal static class ClusterRules
{
    /// <summary>The answer (400) of the Heketi API, or null.</summary>
    public static string? Check(TopologySnapshot topology, IReadOnlyList<string>? clusters)
    {
        if (topology.ClusterIds.IsEmpty)
        {
            return "No clusters configured";
        }

        return clusters?.FirstOrDefault(id => !topology.Clusters.Contains(id)) is { } unknown ? $"Cluster id {unknown} not found" : null;
    }
}
