namespace Heketi.Core.Nodes;

/// <summary>The node could not be reached: no command was started.</summary>
public sealed class NodeUnreachableException(string message, string host, Exception? inner = null) : NodeException(message, host, inner);
