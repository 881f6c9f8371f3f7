namespace Heketi.Nodes.Transports.Ssh;

/// <summary>The SSH part of the configuration cannot work; the message names key, value and way out.</summary>
public sealed class SshConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
