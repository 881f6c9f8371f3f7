using Heketi.LiteDb.Files;

namespace Heketi.Server.Kubernetes;

/// <summary>
/// Tells copies of one database apart: a name in a small file beside it, which the backup in the secret carries too. Two servers with
/// a database each (on an emptyDir) take turns by a lease; the one that comes back finds that the secret was written from another
/// copy, and that its own is of the past. On a volume that both mount there is one copy.
/// </summary>
internal static class DatabaseCopy
{
    /// <summary>The name of the copy; null: it has never been in a secret.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? Read(string database) => File.Exists(PathOf(database)) ? File.ReadAllText(PathOf(database)).Trim() : null;

    /// <summary>The name of the copy, given now when it has none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Ensure(string database) => Read(database) is { Length: > 0 } id ? id : Renew(database);

    /// <summary>Gives it a new name, on the disk when this returns.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static string Renew(string database)
    {
        var id = Guid.NewGuid().ToString("N");
        var draft = PathOf(database) + ".new";
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(id + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, PathOf(database), overwrite: true);
        DirectorySync.Sync(Path.GetDirectoryName(Path.GetFullPath(database))!);
        return id;
    }

    private static string PathOf(string database) => database + ".copy";
}
