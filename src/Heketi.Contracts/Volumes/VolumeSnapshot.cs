using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>Room for snapshots.</summary>
public sealed record VolumeSnapshot
{
    /// <summary>Thin pools get room for snapshots.</summary>
    [JsonPropertyName("enable"), JsonPropertyOrder(0)]
    public bool Enable { get; init; }

    /// <summary>Size of the thin pool in brick sizes, 1 to 100.</summary>
    [JsonPropertyName("factor"), JsonPropertyOrder(1), JsonConverter(typeof(Json.GoFloatConverter))]
    public float Factor { get; init; }
}
