using Heketi.Server.Administration;

namespace Heketi.Server.Configuration;

/// <summary>The whole configuration: file, environment and command line, validated.</summary>
public sealed record ServerSettings
{
    /// <summary><c>port</c>: TCP port on all addresses; 0: any free one.</summary>
    public int Port { get; init; }

    /// <summary>Not --disable-auth. <c>use_auth</c> of the file has no effect (Heketi v10).</summary>
    public bool Authentication { get; init; } = true;

    /// <summary><c>jwt.admin.key</c>.</summary>
    public Secret AdminKey { get; init; } = Secret.None;

    /// <summary><c>jwt.user.key</c>.</summary>
    public Secret UserKey { get; init; } = Secret.None;

    /// <summary>HEKETI_JWT_IAT_LEEWAY_SECONDS: how far a token's iat may lie in the future.</summary>
    public TimeSpan IssuedAtLeeway { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>backup_db_to_kube_secret</c>.</summary>
    public bool BackupToKubeSecret { get; init; }

    /// <summary>HEKETI_KUBE_DB_SECRET_NAME.</summary>
    public string KubeSecretName { get; init; } = "heketi-db-backup";

    /// <summary><c>kube_lease</c> (ours): name of the Lease that this server needs to write; empty: it is the only one.</summary>
    public string LeaseName { get; init; } = "";

    /// <summary><c>kube_lease_seconds</c> (ours): how long the lease counts without being renewed.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// <c>kube_db_secret_leads</c> (ours): where every server has a database of its own, the one in the secret is the true one; a server
    /// whose database is another copy than the secret's puts it aside and takes the secret's.
    /// </summary>
    public bool KubeSecretLeads { get; init; }

    /// <summary><c>kube_events</c> (ours): Kubernetes events on trouble of nodes and operations.</summary>
    public bool KubeEvents { get; init; }

    /// <summary><c>enable_tls</c>.</summary>
    public bool Tls { get; init; }

    /// <summary><c>cert_file</c>: PEM.</summary>
    public string CertificateFile { get; init; } = "";

    /// <summary><c>key_file</c>: PEM.</summary>
    public string CertificateKeyFile { get; init; } = "";

    /// <summary><c>profiling</c>.</summary>
    public bool Profiling { get; init; }

    /// <summary><c>default_state</c>: mode at start.</summary>
    public AdminMode DefaultMode { get; init; } = AdminMode.Normal;

    /// <summary><c>shutdown_grace_seconds</c> (ours): how long running operations may go on after SIGTERM.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Section <c>glusterfs</c>.</summary>
    public GlusterFsSettings GlusterFs { get; init; } = new();
}
