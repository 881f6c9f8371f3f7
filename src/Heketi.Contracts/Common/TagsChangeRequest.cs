using System.Text.Json.Serialization;

namespace Heketi.Contracts.Common;

/// <summary>Changes the tags of a node or a device.</summary>
public sealed record TagsChangeRequest
{
    /// <summary>Tag names and values.</summary>
    [JsonPropertyName("tags"), JsonPropertyOrder(0)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>set, update or delete.</summary>
    [JsonPropertyName("change_type"), JsonPropertyOrder(1)]
    public string ChangeType { get; init; } = "";
}
