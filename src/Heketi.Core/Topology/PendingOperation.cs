using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>
/// The journal record of an operation: durable before its first command runs, gone with its end.
/// Holds the ids of all that it makes or takes away, so that it can be undone or completed after a crash.
/// </summary>
public sealed record PendingOperation : ITopologyEntity
{
    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>When it was planned, seconds since 1970.</summary>
    public required long Timestamp { get; init; }

    /// <summary>Where it stands.</summary>
    public OperationStatus Status { get; init; }

    /// <summary>What it changes, in order.</summary>
    public ImmutableArray<OperationAction> Actions { get; init; } = [];

    /// <summary>What undo needs beyond the ids, for example the disk of a device that is being added.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } = EntryTags.None;
}
