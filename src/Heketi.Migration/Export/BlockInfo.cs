using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Space of a block hosting volume, GiB.</summary>
public sealed record BlockInfo
{
    /// <summary>Free size.</summary>
    [JsonPropertyName("freesize")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FreeSize { get; set; }

    /// <summary>Reserved size.</summary>
    [JsonPropertyName("reservedsize")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ReservedSize { get; set; }

    /// <summary>Block volumes.</summary>
    [JsonPropertyName("blockvolume")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? BlockVolumes { get; set; }

    /// <summary>Restriction.</summary>
    [JsonPropertyName("restriction")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Restriction { get; set; }
}
