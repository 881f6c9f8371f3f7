using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Copies.</summary>
public sealed record ReplicateInfo
{
    /// <summary>Replica.</summary>
    [JsonPropertyName("replica")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Replica { get; set; }
}
