using System.Text.Json.Serialization;

namespace Heketi.Contracts.Topology;

/// <summary>Everything that a server manages, of one moment.</summary>
public sealed record TopologyInfoResponse
{
    /// <summary>The clusters, sorted by id.</summary>
    [JsonPropertyName("clusters")]
    public IReadOnlyList<ClusterContent> Clusters { get; init; } = [];
}
