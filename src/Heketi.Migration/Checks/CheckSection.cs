using System.Text.Json.Serialization;

namespace Heketi.Migration.Checks;

/// <summary>What the consistency check found among the entries of one kind.</summary>
public sealed record CheckSection
{
    /// <summary>Entries.</summary>
    [JsonPropertyName("total")]
    public int Total { get; init; }

    /// <summary>Those that an operation is at work on.</summary>
    [JsonPropertyName("pending")]
    public int Pending { get; init; }

    /// <summary>Those that agree with all others.</summary>
    [JsonPropertyName("ok")]
    public int Ok { get; init; }

    /// <summary>Those that do not.</summary>
    [JsonPropertyName("notok")]
    public int NotOk { get; init; }

    /// <summary>Why not; null when all do.</summary>
    [JsonPropertyName("inconsistencies")]
    public IReadOnlyList<string>? Inconsistencies { get; init; }
}
