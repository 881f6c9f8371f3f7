using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>Erasure coding.</summary>
public sealed record DisperseDurability
{
    /// <summary>Data bricks in a set.</summary>
    [JsonPropertyName("data"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Data { get; init; }

    /// <summary>Redundancy bricks in a set.</summary>
    [JsonPropertyName("redundancy"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Redundancy { get; init; }
}
