namespace Heketi.Nodes.Simulation;

/// <summary>A trusted storage pool.</summary>
internal sealed class SimulatedPool
{
    /// <summary>Its members, as Gluster names them, with their UUIDs.</summary>
    public Dictionary<string, Guid> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Its volumes by name.</summary>
    public SortedDictionary<string, SimulatedVolume> Volumes { get; } = new(StringComparer.Ordinal);
}
