namespace Heketi.Core.Topology;

/// <summary>Entities sorted into their kinds, by id.</summary>
internal sealed class TopologyParts
{
    public Dictionary<string, Cluster> Clusters { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Node> Nodes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Device> Devices { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Brick> Bricks { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Volume> Volumes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, BlockVolume> BlockVolumes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, PendingOperation> Operations { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DatabaseAttribute> Attributes { get; } = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">It is of no kind that is kept.</exception>
    public ITopologyEntity Add(ITopologyEntity entity) => entity switch
    {
        Cluster e => Clusters[e.Id] = e,
        Node e => Nodes[e.Id] = e,
        Device e => Devices[e.Id] = e,
        Brick e => Bricks[e.Id] = e,
        Volume e => Volumes[e.Id] = e,
        BlockVolume e => BlockVolumes[e.Id] = e,
        PendingOperation e => Operations[e.Id] = e,
        DatabaseAttribute e => Attributes[e.Id] = e,
        _ => throw new ArgumentException($"{entity?.GetType()} is not a part of the topology", nameof(entity)),
    };
}
