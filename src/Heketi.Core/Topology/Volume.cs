using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>A Gluster volume. Its bricks are found through <see cref="TopologySnapshot.BricksOfVolume"/>.</summary>
public sealed record Volume : ITopologyEntity, IPendingEntity
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Name in Gluster, unique in its cluster.</summary>
    public required string Name { get; init; }

    /// <summary>Id of its cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Ids of the clusters that the request allowed; empty: any.</summary>
    public ImmutableArray<string> RequestedClusters { get; init; } = [];

    /// <summary>Size, GiB.</summary>
    public required int SizeGiB { get; init; }

    /// <summary>Durability.</summary>
    public Durability Durability { get; init; } = new();

    /// <summary>Group id that owns the volume's root; 0 leaves it.</summary>
    public long Gid { get; init; }

    /// <summary>All options in the order in which they are set, those of the configuration included, as "key value".</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Thin pools have room for snapshots.</summary>
    public bool SnapshotEnabled { get; init; }

    /// <summary>Size of a thin pool in brick sizes, from 1.</summary>
    public float SnapshotFactor { get; init; } = 1;

    /// <summary>A block hosting volume.</summary>
    public bool Block { get; init; }

    /// <summary>GiB free for block volumes.</summary>
    public int BlockFreeGiB { get; init; }

    /// <summary>GiB kept back from block volumes.</summary>
    public int BlockReservedGiB { get; init; }

    /// <summary>Whether new block volumes may be put into it.</summary>
    public BlockRestriction BlockRestriction { get; init; }

    /// <summary>Storage host names to mount it from, as they were when it was made; mounts of clients depend on them.</summary>
    public ImmutableArray<string> MountHosts { get; init; } = [];

    /// <inheritdoc/>
    public string PendingId { get; init; } = "";
}
