using System.Text.Json.Serialization;

namespace Heketi.Contracts.Devices;

/// <summary><c>POST /devices</c>.</summary>
public sealed record DeviceAddRequest
{
    /// <summary>Absolute path of the raw disk, for example /dev/sdb.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(0)]
    public string Name { get; init; } = "";

    /// <summary>Tags.</summary>
    [JsonPropertyName("tags"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Id of the node it is in.</summary>
    [JsonPropertyName("node"), JsonPropertyOrder(2)]
    public string NodeId { get; init; } = "";

    /// <summary>Wipes whatever is on the disk first.</summary>
    [JsonPropertyName("destroydata"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DestroyData { get; init; }
}
