using System.Text.Json.Serialization;

namespace Heketi.Contracts.Clusters;

/// <summary><c>POST /clusters/{id}/flags</c>. A missing flag counts as false.</summary>
public sealed record ClusterSetFlagsRequest
{
    /// <summary>Block volumes may be made in it.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(0)]
    public bool Block { get; init; }

    /// <summary>File volumes may be made in it.</summary>
    [JsonPropertyName("file"), JsonPropertyOrder(1)]
    public bool File { get; init; }
}
