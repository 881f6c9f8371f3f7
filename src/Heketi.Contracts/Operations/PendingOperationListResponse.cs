using System.Text.Json.Serialization;

namespace Heketi.Contracts.Operations;

/// <summary><c>GET /operations/pending</c>.</summary>
public sealed record PendingOperationListResponse
{
    /// <summary>Journaled operations, sorted by id.</summary>
    [JsonPropertyName("pendingoperations"), JsonPropertyOrder(0)]
    public IReadOnlyList<PendingOperationInfo> PendingOperations { get; init; } = [];
}
