using System.Text.Json.Serialization;

namespace Heketi.Contracts.Common;

/// <summary>Space of a device.</summary>
public sealed record StorageSize
{
    /// <summary>KiB in all.</summary>
    [JsonPropertyName("total"), JsonPropertyOrder(0)]
    public ulong Total { get; init; }

    /// <summary>KiB not given to a brick.</summary>
    [JsonPropertyName("free"), JsonPropertyOrder(1)]
    public ulong Free { get; init; }

    /// <summary>KiB given to bricks, their thin pools' metadata included.</summary>
    [JsonPropertyName("used"), JsonPropertyOrder(2)]
    public ulong Used { get; init; }
}
