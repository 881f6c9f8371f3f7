using System.Collections.Immutable;

namespace Heketi.Core.Operations;

/// <summary>A block volume to be made; validated in form.</summary>
public sealed record BlockVolumeOrder
{
    /// <summary>GiB.</summary>
    public required int SizeGiB { get; init; }

    /// <summary>Clusters to choose from; all when empty.</summary>
    public ImmutableArray<string> Clusters { get; init; } = [];

    /// <summary>Name; empty: blockvol_{id}.</summary>
    public string Name { get; init; } = "";

    /// <summary>Hosts that serve it; 0, or more than there are: all.</summary>
    public long HaCount { get; init; }

    /// <summary>Initiators must log in.</summary>
    public bool Auth { get; init; }
}
