using System.Text.Json.Serialization;

namespace Heketi.Contracts.Administration;

/// <summary><c>/internal/logging</c>: log levels by logger.</summary>
public sealed record LogLevelInfo
{
    /// <summary>Levels by logger; there is only glusterfs.</summary>
    [JsonPropertyName("loglevel"), JsonPropertyOrder(0)]
    public IReadOnlyDictionary<string, string>? LogLevel { get; init; }
}
