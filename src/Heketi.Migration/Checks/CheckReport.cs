using System.Text.Json.Serialization;

namespace Heketi.Migration.Checks;

/// <summary>Answer of <c>/db/check</c> and <c>db consistency-check</c>.</summary>
public sealed record CheckReport
{
    /// <summary>Clusters.</summary>
    [JsonPropertyName("clusters")]
    public required CheckSection Clusters { get; init; }

    /// <summary>Volumes.</summary>
    [JsonPropertyName("volumes")]
    public required CheckSection Volumes { get; init; }

    /// <summary>Bricks.</summary>
    [JsonPropertyName("bricks")]
    public required CheckSection Bricks { get; init; }

    /// <summary>Nodes.</summary>
    [JsonPropertyName("nodes")]
    public required CheckSection Nodes { get; init; }

    /// <summary>Devices.</summary>
    [JsonPropertyName("devices")]
    public required CheckSection Devices { get; init; }

    /// <summary>Block volumes.</summary>
    [JsonPropertyName("blockvolumes")]
    public required CheckSection BlockVolumes { get; init; }

    /// <summary>Attributes; the original does not look at them, so these are zeros.</summary>
    [JsonPropertyName("dbattributes")]
    public CheckSection Attributes { get; init; } = new();

    /// <summary>Pending operations.</summary>
    [JsonPropertyName("pendingoperations")]
    public required CheckSection Operations { get; init; }

    /// <summary>All inconsistencies together.</summary>
    [JsonPropertyName("totalinconsistencies")]
    public int Total { get; init; }
}
