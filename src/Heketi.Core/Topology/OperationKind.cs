namespace Heketi.Core.Topology;

/// <summary>Kinds of operations. Numbers below 100 are those of Heketi's database.</summary>
public enum OperationKind
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>Make a volume.</summary>
    CreateVolume = 1,

    /// <summary>Take a volume away.</summary>
    DeleteVolume = 2,

    /// <summary>Make a volume larger.</summary>
    ExpandVolume = 3,

    /// <summary>Make a block volume.</summary>
    CreateBlockVolume = 4,

    /// <summary>Take a block volume away.</summary>
    DeleteBlockVolume = 5,

    /// <summary>Move all bricks away from a device.</summary>
    RemoveDevice = 6,

    /// <summary>Clone a volume.</summary>
    CloneVolume = 7,

    /// <summary>Move one brick elsewhere.</summary>
    EvictBrick = 8,

    /// <summary>Make a block volume larger.</summary>
    ExpandBlockVolume = 9,

    /// <summary>Let a node join its cluster (ours; the original does not journal it).</summary>
    AddNode = 101,

    /// <summary>Let a node leave its cluster (ours).</summary>
    DeleteNode = 102,

    /// <summary>Set a disk up (ours).</summary>
    AddDevice = 103,

    /// <summary>Take the volume group off a disk (ours).</summary>
    DeleteDevice = 104,

    /// <summary>Move all bricks away from a node (ours).</summary>
    RemoveNode = 105,
}
