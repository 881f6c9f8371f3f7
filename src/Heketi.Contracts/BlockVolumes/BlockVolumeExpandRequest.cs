using System.Text.Json.Serialization;

namespace Heketi.Contracts.BlockVolumes;

/// <summary><c>POST /blockvolumes/{id}/expand</c>.</summary>
public sealed record BlockVolumeExpandRequest
{
    /// <summary>GiB after the expand.</summary>
    [JsonPropertyName("new_size"), JsonPropertyOrder(0)]
    public long NewSize { get; init; }
}
