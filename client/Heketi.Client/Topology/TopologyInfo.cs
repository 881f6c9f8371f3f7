using System.Text.Json.Serialization;

namespace Heketi.Client.Topology;

/// <summary>Everything that a server manages, put together from its clusters, nodes and volumes.</summary>
public sealed record TopologyInfo
{
    /// <summary>The clusters, sorted by id.</summary>
    [JsonPropertyName("clusters")]
    public IReadOnlyList<ClusterTopology> Clusters { get; init; } = [];
}
