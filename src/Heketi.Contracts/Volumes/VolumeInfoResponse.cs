using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>A volume.</summary>
public sealed record VolumeInfoResponse
{
    /// <summary>GiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(0)]
    public int Size { get; init; }

    /// <summary>Name; vol_{id} when empty.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(1)]
    public string Name { get; init; } = "";

    /// <summary>Durability.</summary>
    [JsonPropertyName("durability"), JsonPropertyOrder(2)]
    public VolumeDurability Durability { get; init; } = new();

    /// <summary>Group id that owns the volume's root; 0 leaves it.</summary>
    [JsonPropertyName("gid"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Gid { get; init; }

    /// <summary>Options, each "key value".</summary>
    [JsonPropertyName("glustervolumeoptions"), JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? GlusterVolumeOptions { get; init; }

    /// <summary>A block hosting volume.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Block { get; init; }

    /// <summary>Room for snapshots.</summary>
    [JsonPropertyName("snapshot"), JsonPropertyOrder(6)]
    public VolumeSnapshot Snapshot { get; init; } = new();

    /// <summary>Id of the volume.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(7)]
    public string Id { get; init; } = "";

    /// <summary>Id of its cluster.</summary>
    [JsonPropertyName("cluster"), JsonPropertyOrder(8)]
    public string ClusterId { get; init; } = "";

    /// <summary>How to mount it.</summary>
    [JsonPropertyName("mount"), JsonPropertyOrder(9)]
    public VolumeMount Mount { get; init; } = new();

    /// <summary>Block volumes in it.</summary>
    [JsonPropertyName("blockinfo"), JsonPropertyOrder(10)]
    public VolumeBlockInfo BlockInfo { get; init; } = new();

    /// <summary>Its bricks, sorted by id.</summary>
    [JsonPropertyName("bricks"), JsonPropertyOrder(11)]
    public IReadOnlyList<Bricks.BrickInfo> Bricks { get; init; } = [];
}
