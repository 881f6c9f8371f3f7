using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A volume in the export.</summary>
public sealed record VolumeEntry
{
    /// <summary>Info.</summary>
    [JsonPropertyName("Info")]
    public VolumeEntryInfo Info { get; set => field = value ?? new(); } = new();

    /// <summary>Bricks.</summary>
    [JsonPropertyName("Bricks")]
    public IReadOnlyList<string> Bricks { get; set => field = value ?? []; } = [];

    /// <summary>Options.</summary>
    [JsonPropertyName("GlusterVolumeOptions")]
    public IReadOnlyList<string>? Options { get; set; }

    /// <summary>Pending.</summary>
    [JsonPropertyName("Pending")]
    public PendingItem Pending { get; set => field = value ?? new(); } = new();
}
