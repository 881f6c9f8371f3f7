namespace Heketi.LiteDb;

/// <summary>Where the database lies and how it is kept.</summary>
public sealed record LiteDbStoreOptions
{
    /// <summary>The database file. Made when it does not exist; its directory has to exist. The log lies beside it.</summary>
    public required string Path { get; init; }

    /// <summary>Opens for reading: nothing is written, not even beside the file, which has to exist.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Whether this process still has the right to the database, where only one of several may write (a lease); null: always.
    /// Asked before each write and before a change is answered as done. After the first no nothing is written any more.
    /// </summary>
    public Func<bool>? MayWrite { get; init; }

    /// <summary>Where rotating backups go; null makes none.</summary>
    public string? BackupDirectory { get; init; }

    /// <summary>How many rotating backups are kept; at least 1.</summary>
    public int BackupsToKeep { get; init; } = 7;

    /// <summary>Time between two rotating backups; one is made only when something changed.</summary>
    public TimeSpan BackupInterval { get; init; } = TimeSpan.FromHours(6);
}
