using System.Text.Json.Serialization;

namespace Heketi.Contracts.Operations;

/// <summary>One change of a journaled operation.</summary>
public sealed record PendingChangeInfo
{
    /// <summary>Id of what is changed.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(0)]
    public string Id { get; init; } = "";

    /// <summary>What happens to it, for example Add brick.</summary>
    [JsonPropertyName("description"), JsonPropertyOrder(1)]
    public string Description { get; init; } = "";
}
