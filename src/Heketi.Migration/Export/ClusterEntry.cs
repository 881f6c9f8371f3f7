using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A cluster in the export.</summary>
public sealed record ClusterEntry
{
    /// <summary>Info.</summary>
    [JsonPropertyName("Info")]
    public ClusterEntryInfo Info { get; set => field = value ?? new(); } = new();
}
