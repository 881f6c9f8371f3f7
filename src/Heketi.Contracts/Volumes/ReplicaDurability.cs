using System.Text.Json.Serialization;

namespace Heketi.Contracts.Volumes;

/// <summary>Replication.</summary>
public sealed record ReplicaDurability
{
    /// <summary>Copies of each file.</summary>
    [JsonPropertyName("replica"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Replica { get; init; }
}
