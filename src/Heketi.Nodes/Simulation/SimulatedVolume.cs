using System.Collections.Immutable;

namespace Heketi.Nodes.Simulation;

/// <summary>A Gluster volume.</summary>
internal sealed record SimulatedVolume
{
    public required string Name { get; init; }

    public string Id { get; init; } = Guid.NewGuid().ToString();

    public bool IsStarted { get; init; }

    /// <summary>The words between the name and the bricks: "replica", "3", ...</summary>
    public required ImmutableArray<string> Kind { get; init; }

    public required ImmutableArray<string> Bricks { get; init; }

    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Names of its snapshots.</summary>
    public ImmutableArray<string> Snapshots { get; init; } = [];

    public int Replica => Number("replica", 1);

    public int Arbiters => Number("arbiter", 0);

    public int Redundancy => Number("redundancy", 0);

    public int Disperse => Number("disperse-data", 0) + Redundancy;

    private int Number(string word, int otherwise) =>
        Kind.IndexOf(word) is var at and >= 0 && int.TryParse(Kind[at + 1], out var number) ? number : otherwise;
}
