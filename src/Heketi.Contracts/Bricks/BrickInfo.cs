using System.Text.Json.Serialization;

namespace Heketi.Contracts.Bricks;

/// <summary>A brick.</summary>
public sealed record BrickInfo
{
    /// <summary>Id of the brick.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(0)]
    public string Id { get; init; } = "";

    /// <summary>Directory that Gluster exports.</summary>
    [JsonPropertyName("path"), JsonPropertyOrder(1)]
    public string Path { get; init; } = "";

    /// <summary>Id of its device.</summary>
    [JsonPropertyName("device"), JsonPropertyOrder(2)]
    public string DeviceId { get; init; } = "";

    /// <summary>Id of its node.</summary>
    [JsonPropertyName("node"), JsonPropertyOrder(3)]
    public string NodeId { get; init; } = "";

    /// <summary>Id of its volume.</summary>
    [JsonPropertyName("volume"), JsonPropertyOrder(4)]
    public string VolumeId { get; init; } = "";

    /// <summary>KiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(5)]
    public ulong Size { get; init; }
}
