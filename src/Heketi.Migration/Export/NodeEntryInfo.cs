using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>Info of a node.</summary>
public sealed record NodeEntryInfo
{
    /// <summary>Zone.</summary>
    [JsonPropertyName("zone")]
    public int Zone { get; set; }

    /// <summary>Hostnames.</summary>
    [JsonPropertyName("hostnames")]
    public HostNames Hostnames { get; set => field = value ?? new(); } = new();

    /// <summary>Cluster.</summary>
    [JsonPropertyName("cluster")]
    public string Cluster { get; set => field = value ?? ""; } = "";

    /// <summary>Tags.</summary>
    [JsonPropertyName("tags")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Tags { get; set; }

    /// <summary>Id.</summary>
    [JsonPropertyName("id")]
    public string Id { get; set => field = value ?? ""; } = "";
}
