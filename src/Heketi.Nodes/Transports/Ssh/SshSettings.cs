namespace Heketi.Nodes.Transports.Ssh;

/// <summary>How nodes are reached by SSH: the configuration's <c>sshexec</c> section and what the original fixes.</summary>
public sealed record SshSettings
{
    /// <summary><c>keyfile</c>: private key without passphrase.</summary>
    public required string KeyFile { get; init; }

    /// <summary><c>user</c>: login name.</summary>
    public string User { get; init; } = "heketi";

    /// <summary><c>port</c>.</summary>
    public int Port { get; init; } = 22;

    /// <summary>known_hosts files (SSH_KNOWN_HOSTS, separated by colons); empty: host keys are not checked.</summary>
    public IReadOnlyList<string> KnownHostsFiles { get; init; } = [];

    /// <summary>How long connecting and logging in may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a sign of life is sent on an idle connection, and asked for while commands run.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After so many intervals without an answer a host is taken for lost, with the commands that run on it.</summary>
    public int KeepAliveMisses { get; init; } = 3;

    /// <summary>A connection that nobody used for so long is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A connection that was not used for so long is tried out before it gets work.</summary>
    public TimeSpan ProbeAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Commands that run on one host at a time; below sshd's MaxSessions (10), one is left for trying out.</summary>
    public int MaxPerHost { get; init; } = 8;
}
