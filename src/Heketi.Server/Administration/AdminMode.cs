namespace Heketi.Server.Administration;

/// <summary>What the server lets through.</summary>
public enum AdminMode
{
    /// <summary>Everything.</summary>
    Normal,

    /// <summary>Reads only.</summary>
    ReadOnly,

    /// <summary>Reads, and changes from the host of the server.</summary>
    LocalClient,
}
