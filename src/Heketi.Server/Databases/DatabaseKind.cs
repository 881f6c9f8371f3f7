namespace Heketi.Server.Databases;

/// <summary>Kinds of files that hold a topology.</summary>
public enum DatabaseKind
{
    /// <summary>A database of this server.</summary>
    Own,

    /// <summary>A database of the original Heketi.</summary>
    Original,

    /// <summary>An export.</summary>
    Json,
}
