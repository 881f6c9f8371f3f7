using Heketi.Contracts.Nodes;

namespace Heketi.Cli.Topology;

/// <summary>A node of a topology file with its disks.</summary>
internal sealed record FileNode
{
    public NodeAddRequest? Node { get; init; }

    public IReadOnlyList<FileDevice>? Devices { get; init; }

    /// <summary>The name by which the node is known again.</summary>
    public string? ManageName => Node?.Hostnames?.Manage is [{ Length: > 0 } first, ..] ? first : null;
}
