namespace Heketi.Cli.Topology;

/// <summary>A cluster of a topology file.</summary>
internal sealed record FileCluster
{
    public IReadOnlyList<FileNode>? Nodes { get; init; }

    /// <summary>Block volumes may be made in it; true when missing.</summary>
    public bool? Block { get; init; }

    /// <summary>File volumes may be made in it; true when missing.</summary>
    public bool? File { get; init; }
}
