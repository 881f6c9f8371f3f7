using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary><c>GET /volumes</c>.</summary>
public sealed record VolumeListResponse
{
    /// <summary>Ids, sorted.</summary>
    [JsonPropertyName("volumes"), JsonPropertyOrder(0)]
    public IReadOnlyList<string> Volumes { get; init; } = [];
}
