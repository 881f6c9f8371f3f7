namespace Heketi.Core.Store;

/// <summary>Why a database file cannot be used.</summary>
public enum StoreFileProblem
{
    /// <summary>It is not there, and may not be made.</summary>
    Missing,

    /// <summary>It is a file of another kind.</summary>
    NotADatabase,

    /// <summary>It is the database of the original Heketi (bbolt): it has to be imported.</summary>
    OriginalHeketi,

    /// <summary>A newer version of this server wrote it.</summary>
    NewerSchema,

    /// <summary>Its content contradicts its checksums.</summary>
    Damaged,
}
