using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.LiteDb;
using Heketi.LiteDb.Files;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;
using Heketi.Migration.Original;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Server.Databases;

/// <summary>Database files of all kinds, without a server.</summary>
internal static class DatabaseFile
{
    private static readonly Dictionary<string, string> OptionalBuckets = new(StringComparer.Ordinal)
    {
        ["BLOCKVOLUME"] = "block volume",
        ["DBATTRIBUTE"] = "dbattribute",
    };

    /// <summary>Reads a file of any kind, recognised by its first bytes. Never changes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="salvage">Of a damaged database of the original: read what is whole.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreUnreadableException">It is no database, or damaged.</exception>
    /// <exception cref="StoreLockedException">A server has it open.</exception>
    /// <exception cref="Heketi.Migration.DamagedDatabaseException">It is a damaged database of the original.</exception>
    /// <exception cref="Heketi.Migration.MigrationException">It is no export.</exception>
    public static async Task<DatabaseContent> ReadAsync(string path, bool salvage, TimeProvider time, CancellationToken cancellationToken)
    {
        using var held = Hold(path);
        var head = new byte[Math.Min(64, RandomAccess.GetLength(held))];
        RandomAccess.Read(held, head, 0);
        if (OriginalDatabase.IsOriginal(head))
        {
            var content = OriginalDatabase.Read(await File.ReadAllBytesAsync(path, cancellationToken), salvage);
            return new(DatabaseKind.Original, content.Document, null, content.Damage, [.. Notices(content)]);
        }

        if (IsJson(head))
        {
            return new(DatabaseKind.Json, ExportJson.Read(await File.ReadAllBytesAsync(path, cancellationToken)), null, [], []);
        }

        var options = new LiteDbStoreOptions { Path = path, ReadOnly = true };
        await using var store = await LiteDbTopologyStore.OpenAsync(options, NullLogger<LiteDbTopologyStore>.Instance, time, cancellationToken);
        return new(DatabaseKind.Own, TopologyExport.From(store.Snapshot), store.Snapshot, [], []);
    }

    /// <summary>Makes a database of this server with that content; nothing is at the path before all of it is on the disk.</summary>
    /// <exception cref="IOException">The file is there already, or cannot be written.</exception>
    public static async Task CreateAsync(string path, TopologySnapshot topology, TimeProvider time, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
        {
            throw new IOException($"{path} file already exists");
        }

        var draft = path + ".part";
        Delete(draft);
        try
        {
            await WriteAsync(draft, topology, time, cancellationToken);
            File.Delete(LogOf(draft));
            File.Move(draft, path);
            DirectorySync.Sync(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch
        {
            Delete(draft);
            throw;
        }
    }

    /// <summary>A database of this server and its log.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(LogOf(path));
    }

    /// <summary>The log of a database of this server.</summary>
    public static string LogOf(string path) => Path.Combine(
        Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));

    /// <summary>Keeps an original server from opening the file (bbolt takes the same lock).</summary>
    /// <exception cref="StoreLockedException">A server has it open.</exception>
    public static Microsoft.Win32.SafeHandles.SafeFileHandle Hold(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException) && File.Exists(path))
        {
            throw new StoreLockedException($"{path} is in use by another process ({e.Message}). Stop that server first.", e);
        }
    }

    private static async Task WriteAsync(string path, TopologySnapshot topology, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new LiteDbStoreOptions { Path = path };
        await using var store = await LiteDbTopologyStore.OpenAsync(options, NullLogger<LiteDbTopologyStore>.Instance, time, cancellationToken);
        await store.ChangeAsync(editor => Put(editor, topology), cancellationToken);
    }

    private static void Put(TopologyEditor editor, TopologySnapshot topology)
    {
        IEnumerable<ITopologyEntity> all =
        [
            .. topology.Clusters, .. topology.Nodes, .. topology.Devices, .. topology.Volumes, .. topology.Bricks, .. topology.BlockVolumes,
            .. topology.Operations, .. topology.Attributes,
        ];
        foreach (var entity in all)
        {
            editor.Put(entity);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> head) => head.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static IEnumerable<string> Notices(OriginalContent content) => content.MissingBuckets
        .Where(OptionalBuckets.ContainsKey).Order(StringComparer.Ordinal)
        .Select(bucket => $"unable to find {OptionalBuckets[bucket]} bucket... skipping");
}
