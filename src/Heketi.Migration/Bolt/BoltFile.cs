using System.Buffers.Binary;
using System.Text;

namespace Heketi.Migration.Bolt;

/// <summary>
/// Reads buckets of a bbolt file. Every page is read once at most and the values of a page may not overlap, so that the work and
/// the memory are bounded by the size of the file whatever is in it.
/// Source of the layout: the public description of bbolt's file format (go.etcd.io/bbolt).
/// </summary>
internal sealed class BoltFile(ReadOnlyMemory<byte> file, DamageLog damage)
{
    private const int HeaderSize = 16;
    private const int ElementSize = 16;
    private const int BucketHeaderSize = 16;
    private const int DeepestTree = 32;
    private const ushort BranchPage = 0x01;
    private const ushort LeafPage = 0x02;
    private const uint BucketFlag = 0x01;

    private readonly HashSet<ulong> seen = [];
    private BoltMeta meta = new(0, 4096, 0, 0, 0);

    /// <summary>Whether the first page is one of bbolt.</summary>
    public static bool IsBolt(ReadOnlySpan<byte> head) =>
        head.Length >= 20 && BinaryPrimitives.ReadUInt32LittleEndian(head[16..]) == BoltMeta.Magic;

    /// <summary>The buckets of the newest transaction.</summary>
    /// <exception cref="DamagedDatabaseException">It is damaged and nothing is to be salvaged.</exception>
    public IReadOnlyList<BoltItem> Root()
    {
        var metas = BoltMeta.Find(file.Span, damage);
        if (metas.Count == 0)
        {
            damage.Add(0, 0, $"this is no database of the original Heketi: no valid meta page in {file.Length} bytes");
            return [];
        }

        foreach (var candidate in metas)
        {
            meta = candidate;
            seen.Clear();
            var buckets = new List<BoltItem>();
            Walk(meta.Root, 0, buckets);
            if (buckets.Count > 0 || damage.Found.Count == 0)
            {
                return buckets;
            }
        }

        return [];
    }

    /// <summary>The keys and values of a bucket in order.</summary>
    /// <exception cref="DamagedDatabaseException">It is damaged and nothing is to be salvaged.</exception>
    public IReadOnlyList<BoltItem> Items(BoltItem bucket)
    {
        var items = new List<BoltItem>();
        if (bucket.Value.Length < BucketHeaderSize)
        {
            damage.Add(bucket.Page, bucket.Offset, $"bucket {bucket.Key}: {bucket.Value.Length} bytes are too few for a bucket");
            return items;
        }

        var root = BinaryPrimitives.ReadUInt64LittleEndian(bucket.Value.Span);
        if (root != 0)
        {
            Walk(root, 0, items);
        }
        else if (bucket.Value.Length >= BucketHeaderSize + HeaderSize)
        {
            // A small bucket is a page within the value
            Leaf(bucket.Page, bucket.Offset + BucketHeaderSize, bucket.Value[BucketHeaderSize..], items);
        }

        return items;
    }

    private void Walk(ulong page, int depth, List<BoltItem> items)
    {
        if (Content(page, depth) is not { } content)
        {
            return;
        }

        var offset = (long)page * meta.PageSize;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(content.Span[8..]);
        switch (flags)
        {
            case LeafPage:
                Leaf((long)page, offset, content, items);
                break;
            case BranchPage:
                foreach (var child in Children((long)page, offset, content.Span))
                {
                    Walk(child, depth + 1, items);
                }

                break;
            default:
                damage.Add((long)page, offset + 8, $"neither a branch nor a leaf page (flags 0x{flags:x})");
                break;
        }
    }

    /// <summary>The page with its overflow pages, or null when it cannot be read.</summary>
    private ReadOnlyMemory<byte>? Content(ulong page, int depth)
    {
        var pages = (ulong)(file.Length / meta.PageSize);
        if (page < 2 || page >= pages)
        {
            damage.Add((long)Math.Min(page, long.MaxValue), file.Length, $"the page is needed, but the file has the pages 2 to {(long)pages - 1} only (truncated?)");
            return null;
        }

        var offset = (long)page * meta.PageSize;
        var content = file[(int)offset..];
        var id = BinaryPrimitives.ReadUInt64LittleEndian(content.Span);
        var extent = (1 + (ulong)BinaryPrimitives.ReadUInt32LittleEndian(content.Span[12..])) * (ulong)meta.PageSize;
        var problem = depth > DeepestTree ? $"the tree is deeper than {DeepestTree} pages"
            : !seen.Add(page) ? "the page is referred to twice"
            : id != page ? $"the page says that it is page {id}"
            : extent > (ulong)content.Length ? $"the page is {extent} bytes long, but the file ends after {content.Length} (truncated?)"
            : null;
        if (problem is null)
        {
            return content[..(int)extent];
        }

        damage.Add((long)page, offset, problem);
        return null;
    }

    private List<ulong> Children(long page, long offset, ReadOnlySpan<byte> content)
    {
        var children = new List<ulong>();
        var count = Count(page, offset, content);
        for (var i = 0; i < count; i++)
        {
            children.Add(BinaryPrimitives.ReadUInt64LittleEndian(content[(HeaderSize + (i * ElementSize) + 8)..]));
        }

        return children;
    }

    private void Leaf(long page, long offset, ReadOnlyMemory<byte> content, List<BoltItem> items)
    {
        var span = content.Span;
        var count = Count(page, offset, span);
        var free = (long)HeaderSize + (count * ElementSize);
        for (var i = 0; i < count; i++)
        {
            var at = HeaderSize + (i * ElementSize);
            var element = span[at..];
            var start = at + (long)BinaryPrimitives.ReadUInt32LittleEndian(element[4..]);
            var keySize = BinaryPrimitives.ReadUInt32LittleEndian(element[8..]);
            var valueSize = BinaryPrimitives.ReadUInt32LittleEndian(element[12..]);
            var end = start + keySize + valueSize;
            if (start < free || end > span.Length)
            {
                damage.Add(page, offset + at, $"element {i} of {count}: its bytes {start} to {end} do not lie between the one before and the end of the page ({free} to {span.Length})");
                continue;
            }

            free = end;
            var key = Encoding.UTF8.GetString(span.Slice((int)start, (int)keySize));
            if (items.Count > 0 && string.CompareOrdinal(items[^1].Key, key) >= 0)
            {
                damage.Add(page, offset + start, $"element {i} of {count}: its key is not greater than the one before");
                continue;
            }

            var value = start + keySize;
            var isBucket = (BinaryPrimitives.ReadUInt32LittleEndian(element) & BucketFlag) != 0;
            items.Add(new(page, offset + value, isBucket, key, content.Slice((int)value, (int)valueSize)));
        }
    }

    private int Count(long page, long offset, ReadOnlySpan<byte> content)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(content[10..]);
        var room = (content.Length - HeaderSize) / ElementSize;
        if (count <= room)
        {
            return count;
        }

        damage.Add(page, offset + 10, $"the page says that it has {count} elements, but has room for {room}");
        return 0;
    }
}
