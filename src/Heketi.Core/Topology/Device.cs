using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>A raw disk that holds one LVM volume group, <c>vg_{id}</c>.</summary>
public sealed record Device : ITopologyEntity
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of its node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Path of the disk when it was added, for example <c>/dev/sdb</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Stable paths of the disk (udev symlinks); empty when unknown.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>UUID of the LVM physical volume; empty when unknown.</summary>
    public string PvUuid { get; init; } = "";

    /// <summary>State.</summary>
    public EntryState State { get; init; }

    /// <summary>Tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = EntryTags.None;

    /// <summary>LVM physical extent size, KiB.</summary>
    public ulong ExtentSizeKiB { get; init; } = 4096;

    /// <summary>Space of the volume group. Invariant: Total = Free + Used, all whole extents.</summary>
    public DeviceStorage Storage { get; init; }

    /// <summary>Name of the volume group.</summary>
    public string VolumeGroup => "vg_" + Id;
}
