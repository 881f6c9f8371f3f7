using System.Text.Json.Serialization;

namespace Heketi.Contracts.BlockVolumes;

/// <summary><c>POST /blockvolumes</c>.</summary>
public sealed record BlockVolumeCreateRequest
{
    /// <summary>GiB.</summary>
    [JsonPropertyName("size"), JsonPropertyOrder(0)]
    public long Size { get; init; }

    /// <summary>Clusters to choose from; all when empty.</summary>
    [JsonPropertyName("clusters"), JsonPropertyOrder(1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Clusters { get; init; }

    /// <summary>Name; blockvol_{id} when empty.</summary>
    [JsonPropertyName("name"), JsonPropertyOrder(2)]
    public string Name { get; init; } = "";

    /// <summary>Hosts that serve it; 0: all of the cluster.</summary>
    [JsonPropertyName("hacount"), JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long HaCount { get; init; }

    /// <summary>Initiators must log in.</summary>
    [JsonPropertyName("auth"), JsonPropertyOrder(4)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Auth { get; init; }
}
