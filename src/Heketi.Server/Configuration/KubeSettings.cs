using Heketi.Nodes;
using Heketi.Nodes.Transports.Kubernetes;

namespace Heketi.Server.Configuration;

/// <summary>Section <c>glusterfs.kubeexec</c>.</summary>
public sealed record KubeSettings
{
    /// <summary>What is run on the nodes.</summary>
    public ExecutorSettings Commands { get; init; } = new();

    /// <summary>How the API server is reached and pods are found.</summary>
    public KubernetesSettings Connection { get; init; } = new();

    /// <summary><c>disable_timeout_prefix</c>: has no effect, every batch of commands ends itself.</summary>
    public bool DisableTimeoutPrefix { get; init; }
}
