using System.Text.Json.Serialization;

namespace Heketi.Contracts.Operations;

/// <summary><c>GET /operations/pending/{id}</c>.</summary>
public sealed record PendingOperationDetailsResponse
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

    /// <summary>Always empty here (Heketi API).</summary>
    [JsonPropertyName("sub_status"), JsonPropertyOrder(3)]
    public string SubStatus { get; init; } = "";

    /// <summary>What it changes.</summary>
    [JsonPropertyName("changes"), JsonPropertyOrder(4)]
    public IReadOnlyList<PendingChangeInfo> Changes { get; init; } = [];
}
