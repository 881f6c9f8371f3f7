using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>A volume to be made; validated in form.</summary>
public sealed record VolumeOrder
{
    /// <summary>GiB.</summary>
    public required int SizeGiB { get; init; }

    /// <summary>Clusters to choose from; all when empty.</summary>
    public ImmutableArray<string> Clusters { get; init; } = [];

    /// <summary>Name; empty: vol_{id}.</summary>
    public string Name { get; init; } = "";

    /// <summary>Durability.</summary>
    public required Durability Durability { get; init; }

    /// <summary>Group id that owns the volume's root; 0 leaves it.</summary>
    public long Gid { get; init; }

    /// <summary>Options of the request, each "key value".</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>A block hosting volume.</summary>
    public bool Block { get; init; }

    /// <summary>Thin pools get room for snapshots.</summary>
    public bool SnapshotEnabled { get; init; }

    /// <summary>Size of a thin pool in brick sizes.</summary>
    public float SnapshotFactor { get; init; } = 1;
}
