using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>Something that ruled out devices.</summary>
public sealed record PlanConstraint
{
    /// <summary>What it was, to be read behind the number.</summary>
    [JsonPropertyName("reason"), JsonPropertyOrder(0)]
    public string Reason { get; init; } = "";

    /// <summary>How many devices.</summary>
    [JsonPropertyName("devices"), JsonPropertyOrder(1)]
    public int Devices { get; init; }
}
