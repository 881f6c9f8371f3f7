namespace Heketi.Server.Configuration;

/// <summary>Section <c>glusterfs.sshexec</c>.</summary>
public sealed record SshSettings : NodeCommandSettings
{
    /// <summary><c>keyfile</c>: file of the private key.</summary>
    public string KeyFile { get; init; } = "";

    /// <summary><c>user</c>: login name.</summary>
    public string User { get; init; } = "heketi";

    /// <summary><c>port</c>: TCP port.</summary>
    public int Port { get; init; } = 22;

    /// <summary>SSH_KNOWN_HOSTS: files of known hosts; empty: host keys are not checked.</summary>
    public IReadOnlyList<string> KnownHostsFiles { get; init; } = [];
}
