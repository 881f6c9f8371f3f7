using Heketi.Testing.Kubernetes.Exec;

namespace Heketi.Nodes.Tests.Transports;

/// <summary>Against Kubernetes of today.</summary>
public sealed class KubernetesV5TransportTests() : KubernetesTransportTests(ExecProtocols.V5, ExecProtocols.V4);
