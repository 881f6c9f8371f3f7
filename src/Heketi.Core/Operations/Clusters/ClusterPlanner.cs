using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Clusters;

/// <summary>Changes of clusters: books only.</summary>
public static class ClusterPlanner
{
    /// <summary>Makes a cluster.</summary>
    public static Cluster Create(TopologyEditor editor, bool file, bool block)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var cluster = new Cluster { Id = EntityId.New(), File = file, Block = block };
        editor.Put(cluster);
        return cluster;
    }

    /// <summary>Sets both flags.</summary>
    /// <exception cref="OperationRefusedException">It is not there.</exception>
    public static void SetFlags(TopologyEditor editor, string clusterId, bool file, bool block)
    {
        ArgumentNullException.ThrowIfNull(editor);
        editor.Put(Existing(editor.Current, clusterId) with { File = file, Block = block });
    }

    /// <summary>Deletes an empty cluster.</summary>
    /// <exception cref="OperationRefusedException">It is not there, or not empty.</exception>
    public static void Delete(TopologyEditor editor, string clusterId)
    {
        ArgumentNullException.ThrowIfNull(editor);
        var topology = editor.Current;
        var cluster = Existing(topology, clusterId);
        if (!topology.NodesOfCluster(clusterId).IsEmpty
            || !topology.VolumesOfCluster(clusterId).IsEmpty
            || !topology.BlockVolumesOfCluster(clusterId).IsEmpty
            || topology.IsInvolved(clusterId))
        {
            throw new OperationRefusedException(
                RefusalReason.Conflict, $"Unable to delete cluster [{clusterId}] because it contains volumes and/or nodes");
        }

        editor.Remove(cluster);
    }

    private static Cluster Existing(TopologySnapshot topology, string clusterId) =>
        topology.Clusters.Find(clusterId) ?? throw new OperationRefusedException(RefusalReason.NotFound, "Id not found");
}
