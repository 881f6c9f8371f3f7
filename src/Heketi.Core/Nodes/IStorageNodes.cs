using Heketi.Core.Nodes.Inspection;

namespace Heketi.Core.Nodes;

/// <summary>
/// What storage nodes can do. Every method may be called again after a crash at any point: what is already there, and what is
/// already gone, counts as done.
/// </summary>
public interface IStorageNodes
{
    /// <summary>Raw disks and their volume groups.</summary>
    IDeviceService Devices { get; }

    /// <summary>Bricks: thin volumes, file systems, mounts.</summary>
    IBrickService Bricks { get; }

    /// <summary>Gluster volumes.</summary>
    IVolumeService Volumes { get; }

    /// <summary>Copies of Gluster volumes.</summary>
    ICloneService Clones { get; }

    /// <summary>The trusted storage pool.</summary>
    IPeerService Peers { get; }

    /// <summary>Replacement of bricks and their heals.</summary>
    IHealService Heals { get; }

    /// <summary>Block volumes.</summary>
    IBlockVolumeService Blocks { get; }

    /// <summary>Looks at what the nodes have.</summary>
    INodeInspector Inspector { get; }
}
