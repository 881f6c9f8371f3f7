namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>When an exec goes wrong.</summary>
public enum ExecFaultMoment
{
    None,

    /// <summary>The connection is cut before anything was read.</summary>
    BeforeInput,

    /// <summary>The connection is cut when the program has its input.</summary>
    AfterInput,

    /// <summary>The connection stays open and dead when the program has its input.</summary>
    Mute,

    /// <summary>The connection is closed in order, but without status.</summary>
    NoStatus,

    /// <summary>The status comes, the connection stays open.</summary>
    NeverClosed,
}
