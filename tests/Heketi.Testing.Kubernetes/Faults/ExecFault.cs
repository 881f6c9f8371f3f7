namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>An exec that was opened goes wrong.</summary>
public sealed record ExecFault : Fault
{
    public ExecFaultMoment When { get; init; }

    /// <summary>What the status channel says in the place of the truth.</summary>
    public string? Status { get; init; }

    /// <summary>Messages arrive in frames of this size.</summary>
    public int? ChunkBytes { get; init; }
}
