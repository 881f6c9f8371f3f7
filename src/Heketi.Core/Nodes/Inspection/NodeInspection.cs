using System.Collections.Immutable;

namespace Heketi.Core.Nodes.Inspection;

/// <summary>What a look at a node has shown; null is what could not be seen.</summary>
public sealed record NodeInspection
{
    /// <summary>Id of the node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Volumes that its glusterd knows.</summary>
    public ImmutableArray<InspectedVolume>? Volumes { get; init; }

    /// <summary>LVM's physical volumes, <c>pvs</c>, sizes in KiB with the suffix k.</summary>
    public ImmutableArray<LvmRow>? PhysicalVolumes { get; init; }

    /// <summary>LVM's volume groups, <c>vgs</c>.</summary>
    public ImmutableArray<LvmRow>? VolumeGroups { get; init; }

    /// <summary>LVM's logical volumes, <c>lvs</c>, without the hidden ones.</summary>
    public ImmutableArray<LvmRow>? LogicalVolumes { get; init; }

    /// <summary>Mounted file systems.</summary>
    public ImmutableArray<FileSystemEntry>? Mounts { get; init; }

    /// <summary>File systems that fstab names.</summary>
    public ImmutableArray<FileSystemEntry>? Fstab { get; init; }

    /// <summary>Names of block volumes by hosting volume; a hosting volume that could not be asked is not in it.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> BlockVolumes { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Why something could not be seen, in sentences that name the host.</summary>
    public ImmutableArray<string> Failures { get; init; } = [];

    /// <summary>The node has disks. Those of the mock executor have none: only volumes can be compared.</summary>
    public bool HasDisks { get; init; } = true;
}
