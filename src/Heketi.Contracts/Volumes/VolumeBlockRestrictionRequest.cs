using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary><c>POST /volumes/{id}/block-restriction</c>.</summary>
public sealed record VolumeBlockRestrictionRequest
{
    /// <summary>locked or unlocked.</summary>
    [JsonPropertyName("restriction"), JsonPropertyOrder(0)]
    public string Restriction { get; init; } = "";
}
