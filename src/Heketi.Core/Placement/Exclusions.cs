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

    /// <summary>All reasons with their numbers of devices.</summary>
    public IEnumerable<PlacementConstraint> All =>
        new PlacementConstraint[]
        {
            new("on an offline node", OnOfflineNode), new("on a failed node", OnFailedNode), new("offline", Offline), new("failed", Failed),
        }
        .Where(reason => reason.Devices > 0)
        .Concat(filtered.Select(pair => new PlacementConstraint($"ruled out ({pair.Key})", pair.Value)));

    /// <summary>All reasons, for people.</summary>
    public IEnumerable<string> Describe() => All.Select(reason => $"{reason.Devices} {reason.Reason}");

    public void AddFiltered(string reason) => filtered[reason] = filtered.GetValueOrDefault(reason) + 1;
}
