using System.Text.Json.Serialization;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Volumes;

namespace Heketi.Client.Topology;

/// <summary>A cluster with what is in it.</summary>
public sealed record ClusterTopology
{
    /// <summary>Its volumes, sorted by id.</summary>
    [JsonPropertyName("volumes"), JsonPropertyOrder(0)]
    public IReadOnlyList<VolumeInfoResponse> Volumes { get; init; } = [];

    /// <summary>Its nodes, sorted by id.</summary>
    [JsonPropertyName("nodes"), JsonPropertyOrder(1)]
    public IReadOnlyList<NodeInfoResponse> Nodes { get; init; } = [];

    /// <summary>Id of the cluster.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(2)]
    public string Id { get; init; } = "";

    /// <summary>Block volumes may be made in it.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(3)]
    public bool Block { get; init; }

    /// <summary>File volumes may be made in it.</summary>
    [JsonPropertyName("file"), JsonPropertyOrder(4)]
    public bool File { get; init; }
}
