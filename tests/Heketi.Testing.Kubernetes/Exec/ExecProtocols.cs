namespace Heketi.Testing.Kubernetes.Exec;

/// <summary>Names of the exec protocols.</summary>
public static class ExecProtocols
{
    /// <summary>With the end of stdin; Kubernetes since 1.29.</summary>
    public const string V5 = "v5.channel.k8s.io";

    /// <summary>With a status object at the end.</summary>
    public const string V4 = "v4.channel.k8s.io";
}
