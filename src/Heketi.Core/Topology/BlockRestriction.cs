namespace Heketi.Core.Topology;

/// <summary>Whether new block volumes may be put into a hosting volume.</summary>
public enum BlockRestriction
{
    /// <summary>They may.</summary>
    Unrestricted,

    /// <summary>Locked by an admin.</summary>
    Locked,

    /// <summary>Locked when a database without reserved sizes was taken over.</summary>
    LockedByUpdate,
}
