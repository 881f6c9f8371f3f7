using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A brick in the export; sizes in KiB.</summary>
public sealed record BrickEntry
{
    /// <summary>Info.</summary>
    [JsonPropertyName("Info")]
    public BrickEntryInfo Info { get; set => field = value ?? new(); } = new();

    /// <summary>Pool size.</summary>
    [JsonPropertyName("TpSize")]
    public ulong PoolSize { get; set; }

    /// <summary>Pool metadata size.</summary>
    [JsonPropertyName("PoolMetadataSize")]
    public ulong PoolMetadataSize { get; set; }

    /// <summary>Pending.</summary>
    [JsonPropertyName("Pending")]
    public PendingItem Pending { get; set => field = value ?? new(); } = new();

    /// <summary>Thin pool.</summary>
    [JsonPropertyName("LvmThinPool")]
    public string ThinPool { get; set => field = value ?? ""; } = "";

    /// <summary>Logical volume.</summary>
    [JsonPropertyName("LvmLv")]
    public string LogicalVolume { get; set => field = value ?? ""; } = "";

    /// <summary>Sub type.</summary>
    [JsonPropertyName("SubType")]
    public int SubType { get; set; }
}
