using System.Text.Json.Serialization;

namespace Heketi.Contracts.BlockVolumes;

/// <summary><c>GET /blockvolumes</c>.</summary>
public sealed record BlockVolumeListResponse
{
    /// <summary>Ids, sorted.</summary>
    [JsonPropertyName("blockvolumes"), JsonPropertyOrder(0)]
    public IReadOnlyList<string> BlockVolumes { get; init; } = [];
}
