using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Info of a device.</summary>
public sealed record DeviceEntryInfo
{
    /// <summary>Name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>Tags.</summary>
    [JsonPropertyName("tags")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    /// <summary>Storage.</summary>
    [JsonPropertyName("storage")]
    public StorageInfo Storage { get; set => field = value ?? new(); } = new();

    /// <summary>Id.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Paths.</summary>
    [JsonPropertyName("paths")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Paths { get; set; }

    /// <summary>Pv uuid.</summary>
    [JsonPropertyName("pv_uuid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PvUuid { get; set; }
}
