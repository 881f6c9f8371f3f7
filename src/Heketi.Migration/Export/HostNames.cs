using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Names of a node.</summary>
public sealed record HostNames
{
    /// <summary>Manage.</summary>
    [JsonPropertyName("manage")]
    public IReadOnlyList<string> Manage { get; set => field = value ?? []; } = [];

    /// <summary>Storage.</summary>
    [JsonPropertyName("storage")]
    public IReadOnlyList<string> Storage { get; set => field = value ?? []; } = [];
}
