using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>How to mount a volume with the glusterfs client.</summary>
public sealed record GlusterFsMount
{
    /// <summary>Storage host names.</summary>
    [JsonPropertyName("hosts"), JsonPropertyOrder(0)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>host:volume.</summary>
    [JsonPropertyName("device"), JsonPropertyOrder(1)]
    public string Device { get; init; } = "";

    /// <summary>Mount options.</summary>
    [JsonPropertyName("options"), JsonPropertyOrder(2)]
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
