using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A change of a pending operation; the delta is in GiB.</summary>
public sealed record OperationActionEntry
{
    /// <summary>Change.</summary>
    [JsonPropertyName("Change")]
    public int Change { get; set; }

    /// <summary>Id.</summary>
    [JsonPropertyName("Id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Delta.</summary>
    [JsonPropertyName("Delta")]
    public int? Delta { get; set; }
}
