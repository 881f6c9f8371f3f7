namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>How the Kubernetes API is reached and how a storage node's pod is found: the section <c>kubeexec</c>.</summary>
public sealed record KubernetesSettings
{
    /// <summary>
    /// <c>host</c>: address of the API server, <c>https://...</c>, for a server that runs outside of the cluster. Inside of one it
    /// is not used, as in Heketi v10, whose sample configuration has an example there.
    /// </summary>
    public string Host { get; init; } = "";

    /// <summary>Use <see cref="Host"/> inside of a cluster too: it was given by HEKETI_KUBE_APIHOST.</summary>
    public bool PrefersHost { get; init; }

    /// <summary><c>cert</c>: PEM file with the certificate authorities of <see cref="Host"/>; empty: those of the system.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary><c>insecure</c>: take any certificate of <see cref="Host"/>.</summary>
    public bool Insecure { get; init; }

    /// <summary><c>user</c> of basic authentication (Kubernetes up to 1.18).</summary>
    public string User { get; init; } = "";

    /// <summary><c>password</c> of <see cref="User"/>.</summary>
    public string Password { get; init; } = "";

    /// <summary><c>token_file</c>: file with a bearer token, read again when it may have been rotated.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary><c>namespace</c> of the GlusterFS pods; empty: that of the service account.</summary>
    public string Namespace { get; init; } = "";

    /// <summary><c>gluster_daemonset</c>: the pod is the one with the label key <c>glusterfs-node</c> on the node's host.</summary>
    public bool GlusterDaemonSet { get; init; }

    /// <summary><c>use_pod_names</c>: the node's manage name is the pod's name; wins over <see cref="GlusterDaemonSet"/>.</summary>
    public bool UsePodNames { get; init; }

    /// <summary><c>max_connections</c>: commands that run at a time over all pods; 0 or less: no limit.</summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>Where Kubernetes puts the service account's token, certificate authority and namespace.</summary>
    public string ServiceAccountDirectory { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>How long opening an exec may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a running exec is asked for a sign of life.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An exec that gave no sign of life for so long is lost.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before the first of the repeated tries; it doubles from one to the next.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a refused or failed opening of an exec is tried again; nothing was started by then.</summary>
    public int RetryAttempts { get; init; } = 4;
}
