namespace Heketi.Core.Topology;

/// <summary>State of a node or a device.</summary>
public enum EntryState
{
    /// <summary>New bricks may be placed on it.</summary>
    Online = 0,

    /// <summary>Gets no new bricks; those on it stay.</summary>
    Offline = 1,

    /// <summary>Gets no new bricks; those on it were moved elsewhere.</summary>
    Failed = 2,
}
