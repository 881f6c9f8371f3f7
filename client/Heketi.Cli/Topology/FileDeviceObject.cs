namespace Heketi.Cli.Topology;

/// <summary>The long form of a disk in a topology file.</summary>
internal sealed record FileDeviceObject
{
    public string? Name { get; init; }

    public bool DestroyData { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
