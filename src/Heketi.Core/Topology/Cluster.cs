namespace Heketi.Core.Topology;

/// <summary>A trusted storage pool. Its nodes and volumes are found through <see cref="TopologySnapshot"/>.</summary>
public sealed record Cluster : ITopologyEntity
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>File volumes may be made in it.</summary>
    public bool File { get; init; }

    /// <summary>Block volumes may be made in it.</summary>
    public bool Block { get; init; }
}
