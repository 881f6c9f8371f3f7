using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>How to mount a volume.</summary>
public sealed record VolumeMount
{
    /// <summary>With the glusterfs client.</summary>
    [JsonPropertyName("glusterfs"), JsonPropertyOrder(0)]
    public GlusterFsMount GlusterFs { get; init; } = new();
}
