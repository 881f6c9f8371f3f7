using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary><c>POST /volumes</c>.</summary>
public sealed record VolumeCreateRequest
{
    /// <summary>GiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(0)]
    public long Size { get; init; }

    /// <summary>Clusters to choose from; all when empty.</summary>
    [JsonPropertyName("clusters"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Clusters { get; init; }

    /// <summary>Name; vol_{id} when empty.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(2)]
    public string Name { get; init; } = "";

    /// <summary>Durability.</summary>
    [JsonPropertyName("durability"), JsonPropertyOrder(3)]
    public VolumeDurability Durability { get; init; } = new();

    /// <summary>Group id that owns the volume's root; 0 leaves it.</summary>
    [JsonPropertyName("gid"), JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Gid { get; init; }

    /// <summary>Options, each "key value".</summary>
    [JsonPropertyName("glustervolumeoptions"), JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? GlusterVolumeOptions { get; init; }

    /// <summary>A block hosting volume.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Block { get; init; }

    /// <summary>Room for snapshots.</summary>
    [JsonPropertyName("snapshot"), JsonPropertyOrder(7)]
    public VolumeSnapshot Snapshot { get; init; } = new();
}
