namespace Heketi.Server.Configuration;

/// <summary>How commands reach the storage nodes (<c>glusterfs.executor</c>).</summary>
public enum ExecutorKind
{
    /// <summary>ssh.</summary>
    Ssh,

    /// <summary>kubernetes, kube: the API server's exec.</summary>
    Kubernetes,

    /// <summary>mock: believable answers without any node.</summary>
    Mock,

    /// <summary>inject/ssh: ssh with faults on purpose.</summary>
    InjectSsh,

    /// <summary>inject/mock: the mock with faults on purpose.</summary>
    InjectMock,
}
