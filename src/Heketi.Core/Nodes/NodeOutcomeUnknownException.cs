namespace Heketi.Core.Nodes;

/// <summary>A time-out or a lost connection: the commands may or may not have been carried out. Ask before acting.</summary>
public sealed class NodeOutcomeUnknownException(string message, string host, Exception? inner = null) : NodeException(message, host, inner);
