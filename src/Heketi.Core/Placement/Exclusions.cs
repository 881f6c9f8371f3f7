namespace Heketi.Core.Placement;

/// <summary>How many devices of a cluster may take no bricks, and why.</summary>
internal sealed class Exclusions
{
    private readonly SortedDictionary<string, int> filtered = new(StringComparer.Ordinal);

    public int Nodes { get; set; }

    public int Devices { get; set; }

    public int OnOfflineNode { get; set; }

    public int OnFailedNode { get; set; }

    public int Offline { get; set; }

    public int Failed { get; set; }

    /// <summary>Devices that the request's filter refused, by its reason.</summary>
    public IReadOnlyDictionary<string, int> Filtered => filtered;

    public void AddFiltered(string reason) => filtered[reason] = filtered.GetValueOrDefault(reason) + 1;
}
