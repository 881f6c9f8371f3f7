using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>A pending operation. The numbers of types and changes are those of the original database.</summary>
public sealed record OperationEntry
{
    /// <summary>Id.</summary>
    [JsonPropertyName("Id")]
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Timestamp.</summary>
    [JsonPropertyName("Timestamp")]
    public long Timestamp { get; set; }

    /// <summary>Type.</summary>
    [JsonPropertyName("Type")]
    public int Type { get; set; }

    /// <summary>Actions.</summary>
    [JsonPropertyName("Actions")]
    public IReadOnlyList<OperationActionEntry> Actions { get; set => field = value ?? []; } = [];

    /// <summary>Status.</summary>
    [JsonPropertyName("Status")]
    public string Status { get; set => field = value ?? ""; } = "";
}
