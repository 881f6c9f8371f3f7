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
    public IEnumerable<string> Describe() =>
        new (int Count, string What)[]
        {
            (OnOfflineNode, "on an offline node"), (OnFailedNode, "on a failed node"), (Offline, "offline"), (Failed, "failed"),
        }
        .Where(reason => reason.Count > 0)
        .Select(reason => $"{reason.Count} {reason.What}")
        .Concat(filtered.Select(pair => $"{pair.Value} ruled out ({pair.Key})"));

    public void AddFiltered(string reason) => filtered[reason] = filtered.GetValueOrDefault(reason) + 1;
}
