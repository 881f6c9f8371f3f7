namespace Heketi.Core.Nodes;

/// <summary>Something went wrong with a node.</summary>
public class NodeException(string message, string host, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The host.</summary>
    public string Host { get; } = host;
}
