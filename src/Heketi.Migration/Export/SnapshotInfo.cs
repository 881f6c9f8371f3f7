using System.Text.Json.Serialization;
using Heketi.Contracts.Json;

namespace Heketi.Migration.Export;

/// <summary>Room for snapshots.</summary>
public sealed record SnapshotInfo
{
    /// <summary>Enable.</summary>
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }

    /// <summary>Factor.</summary>
    [JsonPropertyName("factor")]
    [JsonConverter(typeof(GoFloatConverter))]
    public float Factor { get; set; }
}
