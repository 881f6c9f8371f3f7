using System.Text.Json.Serialization;

namespace Heketi.Contracts.Nodes;

/// <summary>A node.</summary>
public sealed record NodeInfoResponse
{
    /// <summary>Failure domain, from 1.</summary>
    [JsonPropertyName("zone"), JsonPropertyOrder(0)]
    public int Zone { get; init; }

    /// <summary>Host names of the node.</summary>
    [JsonPropertyName("hostnames"), JsonPropertyOrder(1)]
    public Common.HostAddresses Hostnames { get; init; } = new();

    /// <summary>Id of its cluster.</summary>
    [JsonPropertyName("cluster"), JsonPropertyOrder(2)]
    public string ClusterId { get; init; } = "";

    /// <summary>Tags; null when there are none.</summary>
    [JsonPropertyName("tags"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Id of the node.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(4)]
    public string Id { get; init; } = "";

    /// <summary>online, offline or failed.</summary>
    [JsonPropertyName("state"), JsonPropertyOrder(5)]
    public string State { get; init; } = "";

    /// <summary>Its devices, sorted by id.</summary>
    [JsonPropertyName("devices"), JsonPropertyOrder(6)]
    public IReadOnlyList<Devices.DeviceInfoResponse> Devices { get; init; } = [];
}
