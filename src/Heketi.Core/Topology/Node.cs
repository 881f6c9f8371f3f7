using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>A storage node: a host that runs glusterd.</summary>
public sealed record Node : ITopologyEntity
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Id of its cluster.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Failure domain, from 1.</summary>
    public int Zone { get; init; } = 1;

    /// <summary>Names by which this server reaches the node; the first is used.</summary>
    public ImmutableArray<string> ManageHostnames { get; init; } = [];

    /// <summary>Names by which Gluster and clients reach the node; the first is used.</summary>
    public ImmutableArray<string> StorageHostnames { get; init; } = [];

    /// <summary>State.</summary>
    public EntryState State { get; init; }

    /// <summary>Tags.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = EntryTags.None;

    /// <summary>The name by which this server reaches the node.</summary>
    public string ManageHost => ManageHostnames.IsDefaultOrEmpty ? "" : ManageHostnames[0];

    /// <summary>The name by which Gluster and clients reach the node.</summary>
    public string StorageHost => StorageHostnames.IsDefaultOrEmpty ? "" : StorageHostnames[0];
}
