using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>
/// All of a database as the original's <c>db export</c> and <c>/db/dump</c> write it, entries by id. It may contradict itself:
/// the original keeps references both ways. The classes of this folder have setters because the serializer needs them;
/// null in a document is an empty list or text.
/// </summary>
public sealed record ExportDocument
{
    /// <summary>Clusters.</summary>
    [JsonPropertyName("clusterentries")]
    public Dictionary<string, ClusterEntry> Clusters { get; set => field = value ?? []; } = [];

    /// <summary>Volumes.</summary>
    [JsonPropertyName("volumeentries")]
    public Dictionary<string, VolumeEntry> Volumes { get; set => field = value ?? []; } = [];

    /// <summary>Bricks.</summary>
    [JsonPropertyName("brickentries")]
    public Dictionary<string, BrickEntry> Bricks { get; set => field = value ?? []; } = [];

    /// <summary>Nodes.</summary>
    [JsonPropertyName("nodeentries")]
    public Dictionary<string, NodeEntry> Nodes { get; set => field = value ?? []; } = [];

    /// <summary>Devices.</summary>
    [JsonPropertyName("deviceentries")]
    public Dictionary<string, DeviceEntry> Devices { get; set => field = value ?? []; } = [];

    /// <summary>Block volumes.</summary>
    [JsonPropertyName("blockvolumeentries")]
    public Dictionary<string, BlockVolumeEntry> BlockVolumes { get; set => field = value ?? []; } = [];

    /// <summary>Facts about the database, by key.</summary>
    [JsonPropertyName("dbattributeentries")]
    public Dictionary<string, AttributeEntry> Attributes { get; set => field = value ?? []; } = [];

    /// <summary>Pending operations.</summary>
    [JsonPropertyName("pendingoperations")]
    public Dictionary<string, OperationEntry> Operations { get; set => field = value ?? []; } = [];
}
