namespace Heketi.Server.Kubernetes.Events;

/// <summary>Takes events. Returns at once and never fails: what cannot be written is left out.</summary>
public interface IClusterEvents
{
    /// <summary>Tells of something that happened.</summary>
    void Tell(ClusterEvent happened);
}
