using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary><c>POST /volumes?dryrun=true</c> and <c>POST /volumes/{id}/expand?dryrun=true</c>: what would be made, or why not.</summary>
public sealed record VolumePlanResponse
{
    /// <summary>Whether it can be made now.</summary>
    [JsonPropertyName("possible"), JsonPropertyOrder(0)]
    public bool Possible { get; init; }

    /// <summary>GiB that was asked for.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(1)]
    public long Size { get; init; }

    /// <summary>Id of the cluster that would take it; missing if it is impossible.</summary>
    [JsonPropertyName("cluster"), JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cluster { get; init; }

    /// <summary>Brick sets.</summary>
    [JsonPropertyName("sets"), JsonPropertyOrder(3)]
    public int Sets { get; init; }

    /// <summary>Bricks, set after set, in the order in which Gluster gets them.</summary>
    [JsonPropertyName("bricks"), JsonPropertyOrder(4)]
    public IReadOnlyList<PlannedBrick> Bricks { get; init; } = [];

    /// <summary>What is taken of each device.</summary>
    [JsonPropertyName("devices"), JsonPropertyOrder(5)]
    public IReadOnlyList<PlannedDevice> Devices { get; init; } = [];

    /// <summary>Why not: the text with which the request itself would be refused; missing if it is possible.</summary>
    [JsonPropertyName("error"), JsonPropertyOrder(6)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Why not, for each cluster that was tried.</summary>
    [JsonPropertyName("refusals"), JsonPropertyOrder(7)]
    public IReadOnlyList<PlanRefusal> Refusals { get; init; } = [];

    /// <summary>Largest size that fits, GiB, in any cluster that was tried; 0: none; missing if space is not the reason.</summary>
    [JsonPropertyName("largest_size"), JsonPropertyOrder(8)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? LargestSize { get; init; }
}
