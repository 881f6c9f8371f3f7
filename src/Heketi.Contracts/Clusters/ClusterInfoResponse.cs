using System.Text.Json.Serialization;

namespace Heketi.Contracts.Clusters;

/// <summary>A cluster.</summary>
public sealed record ClusterInfoResponse
{
    /// <summary>Id of the cluster.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(0)]
    public string Id { get; init; } = "";

    /// <summary>Ids of its nodes, sorted.</summary>
    [JsonPropertyName("nodes"), JsonPropertyOrder(1)]
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>Ids of its volumes, sorted.</summary>
    [JsonPropertyName("volumes"), JsonPropertyOrder(2)]
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>Block volumes may be made in it.</summary>
    [JsonPropertyName("block"), JsonPropertyOrder(3)]
    public bool Block { get; init; }

    /// <summary>File volumes may be made in it.</summary>
    [JsonPropertyName("file"), JsonPropertyOrder(4)]
    public bool File { get; init; }

    /// <summary>Ids of its block volumes, sorted.</summary>
    [JsonPropertyName("blockvolumes"), JsonPropertyOrder(5)]
    public IReadOnlyList<string> BlockVolumes { get; init; } = [];
}
