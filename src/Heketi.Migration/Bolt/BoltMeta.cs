using System.Buffers.Binary;

namespace Heketi.Migration.Bolt;

/// <summary>
/// One of the two meta pages of a bbolt file: where the newest tree begins. All numbers are little endian.
/// Source of the layout: the public description of bbolt's file format (go.etcd.io/bbolt, "Database file format").
/// </summary>
/// <param name="Page">Number of the page, 0 or 1.</param>
/// <param name="PageSize">Bytes of a page.</param>
/// <param name="Root">Number of the root bucket's first page.</param>
/// <param name="HighWater">Pages that were ever in use.</param>
/// <param name="Transaction">Number of the transaction that wrote it.</param>
internal sealed record BoltMeta(int Page, int PageSize, ulong Root, ulong HighWater, ulong Transaction)
{
    /// <summary>bbolt's mark, at offset 16 of the file.</summary>
    public const uint Magic = 0xED0CDAED;

    private const int HeaderSize = 16;
    private const int Length = 64;
    private const uint KnownVersion = 2;
    private const int SmallestPage = 1024;
    private const int LargestPage = 64 * 1024;

    /// <summary>The newest meta page with a right checksum, then the other one if it is right, too.</summary>
    public static IReadOnlyList<BoltMeta> Find(ReadOnlySpan<byte> file, DamageLog damage)
    {
        var first = Read(file, 0, 0, damage);
        BoltMeta? second = null;
        for (var size = first?.PageSize ?? SmallestPage; size <= LargestPage && second is null; size *= 2)
        {
            // Without the first one, its page size has to be found out
            second = IsMarked(file, size) ? Read(file, 1, size, damage) : null;
            if (first is not null)
            {
                break;
            }
        }

        return [.. new[] { first, second }.OfType<BoltMeta>().OrderByDescending(meta => meta.Transaction)];
    }

    private static bool IsMarked(ReadOnlySpan<byte> file, int at) =>
        file.Length >= at + HeaderSize + Length && BinaryPrimitives.ReadUInt32LittleEndian(file[(at + HeaderSize)..]) == Magic;

    private static BoltMeta? Read(ReadOnlySpan<byte> file, int page, int at, DamageLog damage)
    {
        if (!IsMarked(file, at))
        {
            return null;
        }

        var meta = file.Slice(at + HeaderSize, Length);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(meta[8..]);
        var problem = BinaryPrimitives.ReadUInt64LittleEndian(meta[56..]) is var sum and not 0 && sum != Fnv(meta[..56]) ? "its checksum is wrong"
            : BinaryPrimitives.ReadUInt32LittleEndian(meta[4..]) != KnownVersion ? "its version is not known"
            : size is < SmallestPage or > LargestPage || !System.Numerics.BitOperations.IsPow2(size) ? $"a page size of {size} is not possible"
            : null;
        if (problem is not null)
        {
            // One wrong meta page is what a crash of the original leaves: the other one counts then
            if (damage.Salvages)
            {
                damage.Add(page, at, "meta page: " + problem);
            }

            return null;
        }

        return new(
            page,
            (int)size,
            BinaryPrimitives.ReadUInt64LittleEndian(meta[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(meta[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(meta[48..]));
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    private static ulong Fnv(ReadOnlySpan<byte> bytes)
    {
        var sum = 14695981039346656037UL;
        foreach (var b in bytes)
        {
            sum = unchecked((sum ^ b) * 1099511628211UL);
        }

        return sum;
    }
}
