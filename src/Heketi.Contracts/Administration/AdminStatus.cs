using System.Text.Json.Serialization;

namespace Heketi.Contracts.Administration;

/// <summary><c>/admin</c>: the mode of the server.</summary>
public sealed record AdminStatus
{
    /// <summary>normal, read-only or local-client.</summary>
    [JsonPropertyName("state"), JsonPropertyOrder(0)]
    public string State { get; init; } = "";
}
