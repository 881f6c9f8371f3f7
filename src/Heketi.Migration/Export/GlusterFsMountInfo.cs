using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>How a volume is mounted by the native client.</summary>
public sealed record GlusterFsMountInfo
{
    /// <summary>Hosts.</summary>
    [JsonPropertyName("hosts")]
    public IReadOnlyList<string>? Hosts { get; set; }

    /// <summary>Device.</summary>
    [JsonPropertyName("device")]
    public string Device { get; set => field = value ?? ""; } = "";

    /// <summary>Options.</summary>
    [JsonPropertyName("options")]
    public IReadOnlyDictionary<string, string>? Options { get; set; }
}
