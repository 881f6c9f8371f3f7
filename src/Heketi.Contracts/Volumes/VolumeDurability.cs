using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>How a volume survives the loss of bricks.</summary>
public sealed record VolumeDurability
{
    /// <summary>none, replicate or disperse.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    /// <summary>Used with type replicate.</summary>
    [JsonPropertyName("replicate"), JsonPropertyOrder(1)]
    public ReplicaDurability Replicate { get; init; } = new();

    /// <summary>Used with type disperse.</summary>
    [JsonPropertyName("disperse"), JsonPropertyOrder(2)]
    public DisperseDurability Disperse { get; init; } = new();
}
