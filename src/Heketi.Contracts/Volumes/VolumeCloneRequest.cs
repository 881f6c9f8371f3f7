using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary><c>POST /volumes/{id}/clone</c>.</summary>
public sealed record VolumeCloneRequest
{
    /// <summary>Name of the clone.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }
}
