using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A node in the export.</summary>
public sealed record NodeEntry
{
    /// <summary>State.</summary>
    [JsonPropertyName("State")]
    public string State { get; set => field = value ?? ""; } = "";

    /// <summary>Info.</summary>
    [JsonPropertyName("Info")]
    public NodeEntryInfo Info { get; set => field = value ?? new(); } = new();

    /// <summary>Devices.</summary>
    [JsonPropertyName("Devices")]
    public IReadOnlyList<string> Devices { get; set => field = value ?? []; } = [];
}
