namespace Heketi.Testing.Kubernetes.Faults;

/// <summary>The WebSocket is opened without an agreed protocol.</summary>
public sealed record WrongProtocolFault : Fault;
