using Heketi.Migration.Bolt;
using Heketi.Migration.Export;
using Heketi.Migration.Gob;

namespace Heketi.Migration.Original;

/// <summary>Reads the database file of the original Heketi (bbolt pages that hold Go gob values). Never writes to it.</summary>
public static class OriginalDatabase
{
    private const int IdLength = 32;

    /// <summary>Whether these first bytes of a file are those of a bbolt database; 20 bytes are enough.</summary>
    public static bool IsOriginal(ReadOnlySpan<byte> head) => BoltFile.IsBolt(head);

    /// <summary>Whether the file is there and begins like a bbolt database.</summary>
    public static bool IsOriginal(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> head = stackalloc byte[20];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && IsOriginal(head);
    }

    /// <summary>Reads a file that no original server has open.</summary>
    /// <param name="path">The file.</param>
    /// <param name="salvage">Go on after damage, with what is whole.</param>
    /// <exception cref="DamagedDatabaseException">It is damaged, and nothing is to be salvaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OriginalContent Read(string path, bool salvage = false) => Read(File.ReadAllBytes(path), salvage);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="salvage">Go on after damage, with what is whole.</param>
    /// <exception cref="DamagedDatabaseException">It is damaged, and nothing is to be salvaged.</exception>
    public static OriginalContent Read(ReadOnlyMemory<byte> content, bool salvage = false)
    {
        var damage = new DamageLog(salvage);
        var file = new BoltFile(content, damage);
        var document = new ExportDocument();
        var missing = new HashSet<string>(StringComparer.Ordinal)
        {
            "CLUSTER", "VOLUME", "BRICK", "NODE", "DEVICE", "BLOCKVOLUME", "DBATTRIBUTE", "PENDING_OPERATIONS",
        };
        foreach (var bucket in file.Root().Where(item => item.IsBucket))
        {
            missing.Remove(bucket.Key);
            switch (bucket.Key)
            {
                case "CLUSTER":
                    Fill(file, bucket, damage, document.Clusters, EntryReader.Cluster, entry => entry.Info.Id);
                    break;
                case "VOLUME":
                    Fill(file, bucket, damage, document.Volumes, EntryReader.Volume, entry => entry.Info.Id);
                    break;
                case "BRICK":
                    Fill(file, bucket, damage, document.Bricks, EntryReader.Brick, entry => entry.Info.Id);
                    break;
                case "NODE":
                    Fill(file, bucket, damage, document.Nodes, EntryReader.Node, entry => entry.Info.Id);
                    break;
                case "DEVICE":
                    Fill(file, bucket, damage, document.Devices, EntryReader.Device, entry => entry.Info.Id);
                    break;
                case "BLOCKVOLUME":
                    Fill(file, bucket, damage, document.BlockVolumes, EntryReader.BlockVolume, entry => entry.Info.Id);
                    break;
                case "DBATTRIBUTE":
                    Fill(file, bucket, damage, document.Attributes, EntryReader.Attribute, entry => entry.Key);
                    break;
                case "PENDING_OPERATIONS":
                    Fill(file, bucket, damage, document.Operations, EntryReader.Operation, entry => entry.Id);
                    break;
                default:
                    damage.Add(bucket.Page, bucket.Offset, $"the bucket {bucket.Key} is not known: a newer version of the original wrote this file");
                    break;
            }
        }

        return new(document, damage.Found, missing);
    }

    private static void Fill<T>(
        BoltFile file, BoltItem bucket, DamageLog damage, Dictionary<string, T> entries, Func<GobStruct, T> read, Func<T, string> idOf)
    {
        foreach (var item in file.Items(bucket).Where(item => !item.IsBucket && !IsRegistration(bucket.Key, item)))
        {
            try
            {
                var entry = read(GobDecoder.Decode(item.Value.Span));
                if (idOf(entry) == item.Key)
                {
                    entries[item.Key] = entry;
                    continue;
                }

                damage.Add(item.Page, item.Offset, $"{bucket.Key} {item.Key}: the entry says that its id is \"{idOf(entry)}\"");
            }
            catch (GobException e)
            {
                damage.Add(item.Page, item.Offset + e.Offset, $"{bucket.Key} {item.Key}: {e.Message}");
            }
        }
    }

    /// <summary>
    /// Host names and device names are registered, too, so that none is used twice: keys that begin with a word (MANAGE, STORAGE,
    /// DEVICE) and hold the id of the entry.
    /// </summary>
    private static bool IsRegistration(string bucket, BoltItem item) =>
        bucket is "NODE" or "DEVICE" && item.Key.Length > 0 && char.IsAsciiLetterUpper(item.Key[0]) && item.Value.Length == IdLength;
}
