namespace Heketi.Core.Nodes;

/// <summary>What the last look at each node said.</summary>
public interface INodeHealth
{
    /// <summary>The node's glusterd did not answer when it was asked last. A node that nobody asked yet counts as well.</summary>
    bool IsDown(string nodeId);
}
