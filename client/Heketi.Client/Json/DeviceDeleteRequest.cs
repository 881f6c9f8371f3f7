using System.Text.Json.Serialization;

namespace Heketi.Client.Json;

/// <summary>Body of <c>DELETE /devices/{id}</c>.</summary>
public sealed record DeviceDeleteRequest
{
    /// <summary>Forgets the device even where its node cannot give it up.</summary>
    [JsonPropertyName("forceforget")]
    public bool ForceForget { get; init; }
}
