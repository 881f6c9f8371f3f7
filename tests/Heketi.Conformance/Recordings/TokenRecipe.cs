using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Heketi.Conformance.Recordings;

/// <summary>How the token of a request is made.</summary>
public sealed record TokenRecipe
{
    [JsonPropertyName("header")]
    public required JsonObject Header { get; init; }

    /// <summary>Claims; iat, exp and nbf are seconds relative to now, qsh <c>&lt;ok&gt;</c> means the right value.</summary>
    [JsonPropertyName("claims")]
    public required JsonObject Claims { get; init; }

    [JsonPropertyName("signed_with")]
    public required string SignedWith { get; init; }
}
