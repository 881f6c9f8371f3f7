using System.Text.Json.Serialization;

namespace Heketi.Contracts.Nodes;

/// <summary><c>POST /nodes</c>.</summary>
public sealed record NodeAddRequest
{
    /// <summary>Failure domain, from 1.</summary>
    [JsonPropertyName("zone"), JsonPropertyOrder(0)]
    public int Zone { get; init; }

    /// <summary>Host names of the node.</summary>
    [JsonPropertyName("hostnames"), JsonPropertyOrder(1)]
    public Common.HostAddresses? Hostnames { get; init; }

    /// <summary>Id of the cluster it joins.</summary>
    [JsonPropertyName("cluster"), JsonPropertyOrder(2)]
    public string ClusterId { get; init; } = "";

    /// <summary>Tags.</summary>
    [JsonPropertyName("tags"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
