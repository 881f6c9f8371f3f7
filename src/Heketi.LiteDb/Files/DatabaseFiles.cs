using System.Buffers.Binary;
using Heketi.Core.Store;

namespace Heketi.LiteDb.Files;

/// <summary>The two files of a database, and what can be known of them without opening them as one.</summary>
internal sealed record DatabaseFiles(string DataPath)
{
    public const int PageSize = 8192;

    private const int LiteDbFormat = 8;
    private const uint BoltMagic = 0xED0CDAED;

    /// <summary>LiteDB's own name for the log, so that LiteDB's tools find it.</summary>
    public string LogPath { get; } = Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(DataPath)) ?? "",
        Path.GetFileNameWithoutExtension(DataPath) + "-log" + Path.GetExtension(DataPath));

    public string Directory => Path.GetDirectoryName(Path.GetFullPath(DataPath)) ?? "/";

    private static ReadOnlySpan<byte> LiteDbMark => "** This is a LiteDB file **"u8;

    /// <summary>Looks at the first page only. LiteDB would crop, complete or mark a file that it does not understand.</summary>
    /// <exception cref="StoreUnreadableException">It is no LiteDB file.</exception>
    public void RequireLiteDb()
    {
        using var file = new FileStream(DataPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> head = stackalloc byte[64];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length >= 20 && BinaryPrimitives.ReadUInt32LittleEndian(head[16..]) == BoltMagic)
        {
            throw new StoreUnreadableException(
                StoreFileProblem.OriginalHeketi,
                $"{DataPath} is a database of the original Heketi (bbolt). It was left as it is; import it into a new file.");
        }

        if (file.Length < PageSize || !head.Slice(32, LiteDbMark.Length).SequenceEqual(LiteDbMark) || head[59] != LiteDbFormat)
        {
            throw new StoreUnreadableException(
                StoreFileProblem.NotADatabase,
                $"{DataPath} is not a database of this server ({file.Length} bytes, no LiteDB header). It was left as it is; "
                + "name another file, or restore a backup.");
        }
    }

    /// <summary>Finds contradictions that must not be "solved" by making a new database.</summary>
    /// <exception cref="StoreUnreadableException">The log has content, and the database is missing.</exception>
    public bool Exists(long logLength)
    {
        if (File.Exists(DataPath))
        {
            return true;
        }

        return logLength == 0
            ? false
            : throw new StoreUnreadableException(
                StoreFileProblem.Missing,
                $"{DataPath} is missing, but its log {LogPath} holds changes. Put the database back, "
                + "or move the log away to start with an empty database.");
    }
}
