using Heketi.Testing.Kubernetes.Exec;

namespace Heketi.Nodes.Tests.Transports;

/// <summary>Against Kubernetes before 1.29.</summary>
public sealed class KubernetesV4TransportTests() : KubernetesTransportTests(ExecProtocols.V4);
