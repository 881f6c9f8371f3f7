using System.Text.Json.Serialization;

namespace Heketi.Contracts.Operations;

/// <summary><c>POST /operations/pending/cleanup</c>.</summary>
public sealed record PendingOperationsCleanUpRequest
{
    /// <summary>Ids to clean up; all when empty.</summary>
    [JsonPropertyName("operations"), JsonPropertyOrder(0)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Operations { get; init; }
}
