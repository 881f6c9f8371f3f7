using Heketi.Nodes;

namespace Heketi.Server.Configuration;

/// <summary>Section <c>glusterfs.kubeexec</c>.</summary>
public sealed record KubeSettings
{
    /// <summary>What is run on the nodes.</summary>
    public ExecutorSettings Commands { get; init; } = new();

    /// <summary><c>namespace</c> of the gluster pods; empty: that of the service account.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>gluster_daemonset</c>: find the pod of a daemon set by its host.</summary>
    public bool GlusterDaemonSet { get; init; }

    /// <summary><c>use_pod_names</c>: node names are pod names.</summary>
    public bool UsePodNames { get; init; }

    /// <summary><c>max_connections</c>: parallel connections; negative: no limit.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary><c>disable_timeout_prefix</c>: put no timeout command in front.</summary>
    public bool DisableTimeoutPrefix { get; init; }
}
