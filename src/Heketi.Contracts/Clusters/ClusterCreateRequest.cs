using System.Text.Json.Serialization;

namespace Heketi.Contracts.Clusters;

/// <summary><c>POST /clusters</c>.</summary>
public sealed record ClusterCreateRequest
{
    /// <summary>Block volumes may be made in it.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(0)]
    public bool Block { get; init; }

    /// <summary>File volumes may be made in it.</summary>
    [JsonPropertyName("file"), JsonPropertyOrder(1)]
    public bool File { get; init; }
}
