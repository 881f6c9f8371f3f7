using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Info of a volume; sizes in GiB.</summary>
public sealed record VolumeEntryInfo
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

    /// <summary>Durability.</summary>
    [JsonPropertyName("durability")]
    public DurabilityInfo Durability { get; set => field = value ?? new(); } = new();

    /// <summary>Gid.</summary>
    [JsonPropertyName("gid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Gid { get; set; }

    /// <summary>Request options.</summary>
    [JsonPropertyName("glustervolumeoptions")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? RequestOptions { get; set; }

    /// <summary>Block.</summary>
    [JsonPropertyName("block")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Block { get; set; }

    /// <summary>Snapshot.</summary>
    [JsonPropertyName("snapshot")]
    public SnapshotInfo Snapshot { get; set => field = value ?? new(); } = new();

    /// <summary>Id.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Cluster.</summary>
    [JsonPropertyName("cluster")]
    public string Cluster { get; set => field = value ?? ""; } = "";

    /// <summary>Mount.</summary>
    [JsonPropertyName("mount")]
    public MountInfo Mount { get; set => field = value ?? new(); } = new();

    /// <summary>Block info.</summary>
    [JsonPropertyName("blockinfo")]
    public BlockInfo BlockInfo { get; set => field = value ?? new(); } = new();
}
