using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>What would be taken of a device.</summary>
public sealed record PlannedDevice
{
    /// <summary>Id of the device.</summary>
    [JsonPropertyName("device"), JsonPropertyOrder(0)]
    public string Device { get; init; } = "";

    /// <summary>Id of its node.</summary>
    [JsonPropertyName("node"), JsonPropertyOrder(1)]
    public string Node { get; init; } = "";

    /// <summary>Bricks that it would get.</summary>
    [JsonPropertyName("bricks"), JsonPropertyOrder(2)]
    public int Bricks { get; init; }

    /// <summary>What they take with thin pools and metadata, KiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(3)]
    public ulong Size { get; init; }

    /// <summary>Free space now, KiB.</summary>
    [JsonPropertyName("free_before"), JsonPropertyOrder(4)]
    public ulong FreeBefore { get; init; }

    /// <summary>Free space afterwards, KiB.</summary>
    [JsonPropertyName("free_after"), JsonPropertyOrder(5)]
    public ulong FreeAfter { get; init; }
}
