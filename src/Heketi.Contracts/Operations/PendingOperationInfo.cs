using System.Text.Json.Serialization;

namespace Heketi.Contracts.Operations;

/// <summary>A journaled operation.</summary>
public sealed record PendingOperationInfo
{
    /// <summary>Id of the operation.</summary>
    [JsonPropertyName("id"), JsonPropertyOrder(0)]
    public string Id { get; init; } = "";

    /// <summary>What it does, for example create-volume.</summary>
    [JsonPropertyName("type_name"), JsonPropertyOrder(1)]
    public string TypeName { get; init; } = "";

    /// <summary>Empty, stale or failed.</summary>
    [JsonPropertyName("status"), JsonPropertyOrder(2)]
    public string Status { get; init; } = "";

    /// <summary>in-flight, or empty.</summary>
    [JsonPropertyName("sub_status"), JsonPropertyOrder(3)]
    public string SubStatus { get; init; } = "";
}
