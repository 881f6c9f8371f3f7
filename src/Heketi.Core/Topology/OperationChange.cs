namespace Heketi.Core.Topology;

/// <summary>Changes of a journaled operation. The numbers are those of Heketi's database; those from 101 on are ours.</summary>
public enum OperationChange
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>A brick is made.</summary>
    AddBrick = 1,

    /// <summary>A volume is made.</summary>
    AddVolume = 2,

    /// <summary>A brick is taken away.</summary>
    DeleteBrick = 3,

    /// <summary>A volume is taken away.</summary>
    DeleteVolume = 4,

    /// <summary>A volume becomes larger.</summary>
    ExpandVolume = 5,

    /// <summary>A block volume is made.</summary>
    AddBlockVolume = 6,

    /// <summary>A block volume is taken away.</summary>
    DeleteBlockVolume = 7,

    /// <summary>A device loses its bricks.</summary>
    RemoveDevice = 8,

    /// <summary>A volume is cloned.</summary>
    CloneVolume = 9,

    /// <summary>A snapshot of a volume is made.</summary>
    SnapshotVolume = 10,

    /// <summary>A volume is made as a clone.</summary>
    AddVolumeClone = 11,

    /// <summary>The operation is part of that operation.</summary>
    ParentOperation = 12,

    /// <summary>That operation is part of the operation.</summary>
    ChildOperation = 13,

    /// <summary>A block volume becomes larger.</summary>
    ExpandBlockVolume = 14,

    /// <summary>A node joins.</summary>
    AddNode = 101,

    /// <summary>A node leaves.</summary>
    DeleteNode = 102,

    /// <summary>A disk is set up.</summary>
    AddDevice = 103,

    /// <summary>A disk is given back.</summary>
    DeleteDevice = 104,

    /// <summary>A node loses its bricks.</summary>
    RemoveNode = 105,
}
