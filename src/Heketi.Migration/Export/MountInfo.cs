using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>How a volume is mounted.</summary>
public sealed record MountInfo
{
    /// <summary>Gluster fs.</summary>
    [JsonPropertyName("glusterfs")]
    public GlusterFsMountInfo GlusterFs { get; set => field = value ?? new(); } = new();
}
