using System.Text.Json.Serialization;

namespace Heketi.Contracts.Devices;

/// <summary>A device.</summary>
public sealed record DeviceInfoResponse
{
    /// <summary>Path of the disk when it was added.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(0)]
    public string Name { get; init; } = "";

    /// <summary>Tags; null when there are none.</summary>
    [JsonPropertyName("tags"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Its space, in KiB.</summary>
    [JsonPropertyName("storage"), JsonPropertyOrder(2)]
    public Common.StorageSize Storage { get; init; } = new();

    /// <summary>Id of the device; its volume group is vg_{id}.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(3)]
    public string Id { get; init; } = "";

    /// <summary>Stable paths of the disk (udev symlinks).</summary>
    [JsonPropertyName("paths"), JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Paths { get; init; }

    /// <summary>UUID of its LVM physical volume.</summary>
    [JsonPropertyName("pv_uuid"), JsonPropertyOrder(5)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PvUuid { get; init; }

    /// <summary>online, offline or failed.</summary>
    [JsonPropertyName("state"), JsonPropertyOrder(6)]
    public string State { get; init; } = "";

    /// <summary>Its bricks, sorted by id.</summary>
    [JsonPropertyName("bricks"), JsonPropertyOrder(7)]
    public IReadOnlyList<Bricks.BrickInfo> Bricks { get; init; } = [];
}
