using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Info of a brick; size in KiB.</summary>
public sealed record BrickEntryInfo
{
    /// <summary>Id.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Path.</summary>
    [JsonPropertyName("path")]
    public string Path { get; set => field = value ?? ""; } = "";

    /// <summary>Device id.</summary>
    [JsonPropertyName("device")]
    public string DeviceId { get; set => field = value ?? ""; } = "";

    /// <summary>Node id.</summary>
    [JsonPropertyName("node")]
    public string NodeId { get; set => field = value ?? ""; } = "";

    /// <summary>Volume id.</summary>
    [JsonPropertyName("volume")]
    public string VolumeId { get; set => field = value ?? ""; } = "";

    /// <summary>Size.</summary>
    [JsonPropertyName("size")]
    public ulong Size { get; set; }
}
