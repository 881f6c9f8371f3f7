using System.Text.Json.Serialization;

namespace Heketi.Contracts.Clusters;

/// <summary><c>GET /clusters</c>.</summary>
public sealed record ClusterListResponse
{
    /// <summary>Ids, sorted.</summary>
    [JsonPropertyName("clusters"), JsonPropertyOrder(0)]
    public IReadOnlyList<string> Clusters { get; init; } = [];
}
