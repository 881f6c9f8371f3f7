using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Bricks of a dispersed set.</summary>
public sealed record DisperseInfo
{
    /// <summary>Data.</summary>
    [JsonPropertyName("data")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Data { get; set; }

    /// <summary>Redundancy.</summary>
    [JsonPropertyName("redundancy")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Redundancy { get; set; }
}
