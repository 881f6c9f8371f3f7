using System.Text.Json.Serialization;

namespace Heketi.Contracts.BlockVolumes;

/// <summary>How initiators reach a block volume.</summary>
public sealed record BlockVolumeTarget
{
    /// <summary>Hosts that serve it.</summary>
    [JsonPropertyName("hosts"), JsonPropertyOrder(0)]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>iSCSI qualified name.</summary>
    [JsonPropertyName("iqn"), JsonPropertyOrder(1)]
    public string Iqn { get; init; } = "";

    /// <summary>Logical unit number.</summary>
    [JsonPropertyName("lun"), JsonPropertyOrder(2)]
    public int Lun { get; init; }

    /// <summary>CHAP user; empty without authentication.</summary>
    [JsonPropertyName("username"), JsonPropertyOrder(3)]
    public string Username { get; init; } = "";

    /// <summary>CHAP password; empty without authentication.</summary>
    [JsonPropertyName("password"), JsonPropertyOrder(4)]
    public string Password { get; init; } = "";
}
