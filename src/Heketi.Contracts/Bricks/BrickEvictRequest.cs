using System.Text.Json.Serialization;

namespace Heketi.Contracts.Bricks;

/// <summary>Body of <c>POST /bricks/to-evict/{id}</c>; may be missing.</summary>
public sealed record BrickEvictRequest
{
    /// <summary>enable (default) or disable: whether pending heals stop the eviction.</summary>
    [JsonPropertyName("healcheck"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HealCheck { get; init; }
}
