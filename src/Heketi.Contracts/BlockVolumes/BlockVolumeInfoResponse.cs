using System.Text.Json.Serialization;

namespace Heketi.Contracts.BlockVolumes;

/// <summary>A block volume.</summary>
public sealed record BlockVolumeInfoResponse
{
    /// <summary>GiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(0)]
    public int Size { get; init; }

    /// <summary>Name in gluster-block.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(1)]
    public string Name { get; init; } = "";

    /// <summary>Hosts that serve it.</summary>
    [JsonPropertyName("hacount"), JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int HaCount { get; init; }

    /// <summary>Initiators must log in. Heketi v10 never fills it: the user name tells.</summary>
    [JsonPropertyName("auth"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Auth { get; init; }

    /// <summary>Id of the block volume.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(4)]
    public string Id { get; init; } = "";

    /// <summary>How initiators reach it.</summary>
    [JsonPropertyName("blockvolume"), JsonPropertyOrder(5)]
    public BlockVolumeTarget Target { get; init; } = new();

    /// <summary>Id of its cluster.</summary>
    [JsonPropertyName("cluster"), JsonPropertyOrder(6)]
    public string ClusterId { get; init; } = "";

    /// <summary>Id of the volume that holds it.</summary>
    [JsonPropertyName("blockhostingvolume"), JsonPropertyOrder(7)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string HostingVolumeId { get; init; } = "";

    /// <summary>GiB that initiators see.</summary>
    [JsonPropertyName("usablesize"), JsonPropertyOrder(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int UsableSize { get; init; }
}
