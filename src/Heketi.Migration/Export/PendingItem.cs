using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>The operation that an entry waits for.</summary>
public sealed record PendingItem
{
    /// <summary>Id.</summary>
    [JsonPropertyName("Id")]
    public string Id { get; set => field = value ?? ""; } = "";
}
