namespace Heketi.Server.Kubernetes.Events;

/// <summary>Something that people who look at the cluster should see (<c>kubectl get events</c>).</summary>
/// <param name="Reason">What it is, in one word as Kubernetes writes it: NodeDown.</param>
/// <param name="Message">What happened, and to what.</param>
/// <param name="IsWarning">Somebody may have to do something.</param>
public sealed record ClusterEvent(string Reason, string Message, bool IsWarning);
