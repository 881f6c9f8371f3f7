namespace Heketi.Cli.Topology;

/// <summary>A topology file: what there should be.</summary>
internal sealed record TopologyFile
{
    public IReadOnlyList<FileCluster>? Clusters { get; init; }
}
