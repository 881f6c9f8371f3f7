using System.Text.Json.Serialization;

namespace Heketi.Contracts.Devices;

/// <summary>Body of <c>DELETE /devices/{id}</c>; may be missing.</summary>
public sealed record DeviceDeleteRequest
{
    /// <summary>Forget the device even though the node does not answer.</summary>
    [JsonPropertyName("forceforget"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForceForget { get; init; }
}
