using Heketi.Core.Topology;

namespace Heketi.Core.Nodes;

/// <summary>A storage node as commands address it.</summary>
/// <param name="NodeId">Id of the node.</param>
/// <param name="ManageHost">Name by which this server reaches it.</param>
/// <param name="StorageHost">Name by which Gluster reaches it.</param>
public sealed record NodeHost(string NodeId, string ManageHost, string StorageHost)
{
    /// <summary>The host of <paramref name="node"/>.</summary>
    public static NodeHost Of(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return new(node.Id, node.ManageHost, node.StorageHost);
    }
}
