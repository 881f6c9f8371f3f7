namespace Heketi.Server.Kubernetes;

/// <summary>What is in the database's secret.</summary>
public sealed record DatabaseBackup
{
    /// <summary>The gzipped database.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Which copy of the database it was taken from (<see cref="DatabaseCopy"/>); null: not known, as in the original's secrets.</summary>
    public string? CopyId { get; init; }

    /// <summary>The first revision that it lacks, as the database grew too large for a secret; null: it was complete.</summary>
    public string? MissedRevision { get; init; }
}
