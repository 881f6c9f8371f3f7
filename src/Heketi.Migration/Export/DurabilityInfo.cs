using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Durability of a volume as it was asked for.</summary>
public sealed record DurabilityInfo
{
    /// <summary>Type.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set => field = value ?? ""; } = "";

    /// <summary>Replicate.</summary>
    [JsonPropertyName("replicate")]
    public ReplicateInfo Replicate { get; set => field = value ?? new(); } = new();

    /// <summary>Disperse.</summary>
    [JsonPropertyName("disperse")]
    public DisperseInfo Disperse { get; set => field = value ?? new(); } = new();
}
