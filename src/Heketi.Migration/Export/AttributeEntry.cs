using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A fact about the database.</summary>
public sealed record AttributeEntry
{
    /// <summary>Key.</summary>
    [JsonPropertyName("Key")]
    public string Key { get; set => field = value ?? ""; } = "";

    /// <summary>Value.</summary>
    [JsonPropertyName("Value")]
    public string Value { get; set => field = value ?? ""; } = "";
}
