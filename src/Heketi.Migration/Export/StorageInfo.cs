using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Space of a device, KiB.</summary>
public sealed record StorageInfo
{
    /// <summary>Total.</summary>
    [JsonPropertyName("total")]
    public ulong Total { get; set; }

    /// <summary>Free.</summary>
    [JsonPropertyName("free")]
    public ulong Free { get; set; }

    /// <summary>Used.</summary>
    [JsonPropertyName("used")]
    public ulong Used { get; set; }
}
