using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>A brick that would be made.</summary>
public sealed record PlannedBrick
{
    /// <summary>Number of its set, from 1.</summary>
    [JsonPropertyName("set"), JsonPropertyOrder(0)]
    public int Set { get; init; }

    /// <summary>data or arbiter.</summary>
    [JsonPropertyName("role"), JsonPropertyOrder(1)]
    public string Role { get; init; } = "";

    /// <summary>Id of the node.</summary>
    [JsonPropertyName("node"), JsonPropertyOrder(2)]
    public string Node { get; init; } = "";

    /// <summary>Zone of the node.</summary>
    [JsonPropertyName("zone"), JsonPropertyOrder(3)]
    public int Zone { get; init; }

    /// <summary>Id of the device.</summary>
    [JsonPropertyName("device"), JsonPropertyOrder(4)]
    public string Device { get; init; } = "";

    /// <summary>Size of the brick, KiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(5)]
    public ulong Size { get; init; }

    /// <summary>Size of its thin pool, KiB.</summary>
    [JsonPropertyName("thin_pool_size"), JsonPropertyOrder(6)]
    public ulong ThinPoolSize { get; init; }

    /// <summary>Size of the thin pool's metadata, KiB.</summary>
    [JsonPropertyName("thin_pool_metadata_size"), JsonPropertyOrder(7)]
    public ulong ThinPoolMetadataSize { get; init; }
}
