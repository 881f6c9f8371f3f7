namespace Heketi.Nodes.Transports.Kubernetes;

/// <summary>The Kubernetes part of the configuration cannot work; the message names key, value and way out.</summary>
public sealed class KubernetesConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
