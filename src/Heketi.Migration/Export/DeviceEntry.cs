using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A device in the export; sizes in KiB.</summary>
public sealed record DeviceEntry
{
    /// <summary>State.</summary>
    [JsonPropertyName("State")]
    public string State { get; set => field = value ?? ""; } = "";

    /// <summary>Info.</summary>
    [JsonPropertyName("Info")]
    public DeviceEntryInfo Info { get; set => field = value ?? new(); } = new();

    /// <summary>Bricks.</summary>
    [JsonPropertyName("Bricks")]
    public IReadOnlyList<string> Bricks { get; set => field = value ?? []; } = [];

    /// <summary>Node id.</summary>
    [JsonPropertyName("NodeId")]
    public string NodeId { get; set => field = value ?? ""; } = "";

    /// <summary>Extent size.</summary>
    [JsonPropertyName("ExtentSize")]
    public ulong ExtentSize { get; set; }
}
