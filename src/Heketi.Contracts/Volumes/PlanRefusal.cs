using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>Why a cluster cannot take a volume.</summary>
public sealed record PlanRefusal
{
    /// <summary>Id of the cluster.</summary>
    [JsonPropertyName("cluster"), JsonPropertyOrder(0)]
    public string Cluster { get; init; } = "";

    /// <summary>The reason.</summary>
    [JsonPropertyName("reason"), JsonPropertyOrder(1)]
    public string Reason { get; init; } = "";

    /// <summary>What ruled out how many devices.</summary>
    [JsonPropertyName("constraints"), JsonPropertyOrder(2)]
    public IReadOnlyList<PlanConstraint> Constraints { get; init; } = [];

    /// <summary>Largest size that fits, GiB; 0: none; missing if space is not the reason.</summary>
    [JsonPropertyName("largest_size"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LargestSize { get; init; }
}
