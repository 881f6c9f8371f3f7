using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>What a block hosting volume holds.</summary>
public sealed record VolumeBlockInfo
{
    /// <summary>GiB free for block volumes.</summary>
    [JsonPropertyName("freesize"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int FreeSize { get; init; }

    /// <summary>GiB kept back.</summary>
    [JsonPropertyName("reservedsize"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ReservedSize { get; init; }

    /// <summary>Ids of its block volumes.</summary>
    [JsonPropertyName("blockvolume"), JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? BlockVolumes { get; init; }

    /// <summary>locked, locked-by-update, or null.</summary>
    [JsonPropertyName("restriction"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Restriction { get; init; }
}
