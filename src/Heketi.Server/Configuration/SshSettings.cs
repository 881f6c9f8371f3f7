using Heketi.Nodes;

namespace Heketi.Server.Configuration;

/// <summary>Section <c>glusterfs.sshexec</c>.</summary>
public sealed record SshSettings
{
    /// <summary>How nodes are reached.</summary>
    public Nodes.Transports.Ssh.SshSettings Connection { get; init; } = new() { KeyFile = "" };

    /// <summary>What is run on them.</summary>
    public ExecutorSettings Commands { get; init; } = new();
}
