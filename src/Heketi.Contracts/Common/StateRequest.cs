using System.Text.Json.Serialization;

namespace Heketi.Contracts.Common;

/// <summary>Moves a node or a device to another state. <c>POST /nodes/{id}/state</c>, <c>POST /devices/{id}/state</c>.</summary>
public sealed record StateRequest
{
    /// <summary>online, offline or failed.</summary>
    [JsonPropertyName("state"), JsonPropertyOrder(0)]
    public string State { get; init; } = "";

    /// <summary>enable (default) or disable: whether pending heals stop the removal of bricks.</summary>
    [JsonPropertyName("healcheck"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HealCheck { get; init; }
}
