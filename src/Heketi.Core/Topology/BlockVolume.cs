using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>An iSCSI target backed by a file on a block hosting volume.</summary>
public sealed record BlockVolume : ITopologyEntity, IPendingEntity
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Name in gluster-block.</summary>
    public required string Name { get; init; }

    /// <summary>Id of its cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Ids of the clusters that the request allowed; empty: any.</summary>
    public ImmutableArray<string> RequestedClusters { get; init; } = [];

    /// <summary>Id of the volume that holds it.</summary>
    public required string HostingVolumeId { get; init; }

    /// <summary>Size, GiB.</summary>
    public required int SizeGiB { get; init; }

    /// <summary>Size that initiators see, GiB (smaller while an expand is unfinished).</summary>
    public int UsableSizeGiB { get; init; }

    /// <summary>Number of hosts that serve it.</summary>
    public int HaCount { get; init; }

    /// <summary>Initiators must log in.</summary>
    public bool Auth { get; init; }

    /// <summary>Hosts that serve it.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>iSCSI qualified name.</summary>
    public string Iqn { get; init; } = "";

    /// <summary>Logical unit number.</summary>
    public int Lun { get; init; }

    /// <summary>CHAP user.</summary>
    public string Username { get; init; } = "";

    /// <summary>CHAP password.</summary>
    public string Password { get; init; } = "";

    /// <inheritdoc/>
    public string PendingId { get; init; } = "";
}
