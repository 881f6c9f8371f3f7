using System.Text.Json.Serialization;

namespace Heketi.Cli.Topology;

/// <summary>A disk of a topology file: just its path, or an object.</summary>
[JsonConverter(typeof(FileDeviceConverter))]
internal sealed record FileDevice
{
    public string Name { get; init; } = "";

    public bool DestroyData { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
