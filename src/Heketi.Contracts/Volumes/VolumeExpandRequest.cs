using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary><c>POST /volumes/{id}/expand</c>.</summary>
public sealed record VolumeExpandRequest
{
    /// <summary>GiB to add.</summary>
    [JsonPropertyName("expand_size"), JsonPropertyOrder(0)]
    public long ExpandSize { get; init; }
}
