namespace Heketi.Server.Kubernetes.Events;

/// <summary>Nobody wants to know.</summary>
internal sealed class NoClusterEvents : IClusterEvents
{
    /// <inheritdoc/>
    public void Tell(ClusterEvent happened)
    {
    }
}
