using System.Text.Json.Serialization;

namespace Heketi.Migration.Export;

/// <summary>How a block volume is reached.</summary>
public sealed record BlockTarget
{
    /// <summary>Hosts.</summary>
    [JsonPropertyName("hosts")]
    public IReadOnlyList<string>? Hosts { get; set; }

    /// <summary>Iqn.</summary>
    [JsonPropertyName("iqn")]
    public string Iqn { get; set => field = value ?? ""; } = "";

    /// <summary>Lun.</summary>
    [JsonPropertyName("lun")]
    public int Lun { get; set; }

    /// <summary>Username.</summary>
    [JsonPropertyName("username")]
    public string Username { get; set => field = value ?? ""; } = "";

    /// <summary>Password.</summary>
    [JsonPropertyName("password")]
    public string Password { get; set => field = value ?? ""; } = "";
}
