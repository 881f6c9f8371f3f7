using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Info of a block volume; sizes in GiB.</summary>
public sealed record BlockVolumeEntryInfo
{
    /// <summary>Size.</summary>
    [JsonPropertyName("size")]
    public int Size { get; set; }

    /// <summary>Clusters.</summary>
    [JsonPropertyName("clusters")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Clusters { get; set; }

    /// <summary>Name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>Ha count.</summary>
    [JsonPropertyName("hacount")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int HaCount { get; set; }

    /// <summary>Auth.</summary>
    [JsonPropertyName("auth")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Auth { get; set; }

    /// <summary>Id.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Target.</summary>
    [JsonPropertyName("blockvolume")]
    public BlockTarget Target { get; set => field = value ?? new(); } = new();

    /// <summary>Cluster.</summary>
    [JsonPropertyName("cluster")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string Cluster { get; set => field = value ?? ""; } = "";

    /// <summary>Hosting volume.</summary>
    [JsonPropertyName("blockhostingvolume")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string HostingVolume { get; set => field = value ?? ""; } = "";

    /// <summary>Usable size.</summary>
    [JsonPropertyName("usablesize")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int UsableSize { get; set; }
}
