using System.Text.Json.Serialization;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Volumes;

namespace Heketi.Contracts.Topology;

/// <summary>A cluster with all that is in it.</summary>
public sealed record ClusterContent
{
    /// <summary>Id of the cluster.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(0)]
    public string Id { get; init; } = "";

    /// <summary>File volumes may be made in it.</summary>
    [JsonPropertyName("file"), JsonPropertyOrder(1)]
    public bool File { get; init; }

    /// <summary>Block volumes may be made in it.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(2)]
    public bool Block { get; init; }

    /// <summary>Its nodes with their devices and bricks, sorted by id.</summary>
    [JsonPropertyName("nodes"), JsonPropertyOrder(3)]
    public IReadOnlyList<NodeInfoResponse> Nodes { get; init; } = [];

    /// <summary>Its volumes with their bricks, sorted by id.</summary>
    [JsonPropertyName("volumes"), JsonPropertyOrder(4)]
    public IReadOnlyList<VolumeInfoResponse> Volumes { get; init; } = [];

    /// <summary>Its block volumes, sorted by id.</summary>
    [JsonPropertyName("blockvolumes"), JsonPropertyOrder(5)]
    public IReadOnlyList<BlockVolumeInfoResponse> BlockVolumes { get; init; } = [];
}
