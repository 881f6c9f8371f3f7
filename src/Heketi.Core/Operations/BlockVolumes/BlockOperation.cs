using Heketi.Core.Nodes;
using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.BlockVolumes;

/// <summary>A journaled block volume operation with all that its record points at.</summary>
/// <param name="Topology">The state it was read from.</param>
/// <param name="Block">The block volume.</param>
/// <param name="Hosting">The volume that holds it.</param>
/// <param name="Pool">The pool, hosts that serve the block volume first: gluster-block runs there.</param>
internal sealed record BlockOperation(TopologySnapshot Topology, BlockVolume Block, Volume Hosting, GlusterPool Pool)
{
    /// <summary>The name that nobody chose and nobody else can have.</summary>
    public static string DefaultName(string id) => "blockvol_" + id;

    /// <summary>Reads it from the journal.</summary>
    public static BlockOperation Of(TopologySnapshot topology, PendingOperation operation, OperationChange change)
    {
        var block = topology.BlockVolumes[operation.Actions.First(action => action.Change == change).EntityId];
        var serving = topology.NodesOfCluster(block.ClusterId).Where(id => block.Hosts.Contains(topology.Nodes[id].StorageHost));
        return new(topology, block, topology.Volumes[block.HostingVolumeId], topology.PoolOf(block.ClusterId, serving));
    }

    /// <summary>Gives room back to the hosting volume, if that is still there.</summary>
    public static void GiveBack(TopologyEditor editor, string hostingId, int sizeGiB)
    {
        if (editor.Current.Volumes.TryGet(hostingId, out var hosting))
        {
            editor.Put(hosting with { BlockFreeGiB = hosting.BlockFreeGiB + sizeGiB });
        }
    }
}
