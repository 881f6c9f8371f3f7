using System.Text.Json.Serialization;

namespace Heketi.Contracts.Common;

/// <summary>Host names of a node.</summary>
public sealed record HostAddresses
{
    /// <summary>Names by which the server reaches the node; the first is used.</summary>
    [JsonPropertyName("manage"), JsonPropertyOrder(0)]
    public IReadOnlyList<string>? Manage { get; init; }

    /// <summary>Names by which Gluster and clients reach the node; the first is used.</summary>
    [JsonPropertyName("storage"), JsonPropertyOrder(1)]
    public IReadOnlyList<string>? Storage { get; init; }
}
