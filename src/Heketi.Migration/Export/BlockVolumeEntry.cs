using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A block volume in the export.</summary>
public sealed record BlockVolumeEntry
{
    /// <summary>Info.</summary>
    [JsonPropertyName("Info")]
    public BlockVolumeEntryInfo Info { get; set => field = value ?? new(); } = new();

    /// <summary>Pending.</summary>
    [JsonPropertyName("Pending")]
    public PendingItem Pending { get; set => field = value ?? new(); } = new();
}
