using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>What a node says that others do not.</summary>
internal static class NodeFaults
{
    public static IEnumerable<string> Of(NodeEntry node, ExportDocument document)
    {
        var id = node.Info.Id;
        foreach (var device in node.Devices)
        {
            if (!document.Devices.TryGetValue(device, out var entry))
            {
                yield return $"Node {id} unknown device {device}";
            }
            else if (entry.NodeId != id)
            {
                yield return $"Node {id} no link back to node from device {device}";
            }
        }

        if (!document.Clusters.TryGetValue(node.Info.Cluster, out var cluster))
        {
            yield return $"Node {id} unknown cluster {node.Info.Cluster}";
        }
        else if (!cluster.Info.Nodes.Contains(id))
        {
            yield return $"Node {id} no link back to node from cluster {node.Info.Cluster}";
        }
    }
}
