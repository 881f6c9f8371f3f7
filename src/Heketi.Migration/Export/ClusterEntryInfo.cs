using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Info of a cluster.</summary>
public sealed record ClusterEntryInfo
{
    /// <summary>Id.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Nodes.</summary>
    [JsonPropertyName("nodes")]
    public IReadOnlyList<string> Nodes { get; set => field = value ?? []; } = [];

    /// <summary>Volumes.</summary>
    [JsonPropertyName("volumes")]
    public IReadOnlyList<string> Volumes { get; set => field = value ?? []; } = [];

    /// <summary>Block.</summary>
    [JsonPropertyName("block")]
    public bool Block { get; set; }

    /// <summary>File.</summary>
    [JsonPropertyName("file")]
    public bool File { get; set; }

    /// <summary>Block volumes.</summary>
    [JsonPropertyName("blockvolumes")]
    public IReadOnlyList<string> BlockVolumes { get; set => field = value ?? []; } = [];
}
