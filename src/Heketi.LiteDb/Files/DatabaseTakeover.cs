namespace Heketi.LiteDb.Files;

/// <summary>
/// Takes a database from a process that lost its right to it but may only be paused. Both files are replaced by copies of
/// themselves: the other process keeps the old ones by its handles, and whatever it still writes goes to files without a name.
/// </summary>
internal static class DatabaseTakeover
{
    private const string Suffix = ".takeover";

    /// <summary>
    /// Replaces the files. The content stays the same, so that a process killed between the two renames leaves a database that
    /// opens as before.
    /// </summary>
    public static void Replace(DatabaseFiles files)
    {
        if (!File.Exists(files.DataPath))
        {
            return;
        }

        files.RequireLiteDb();
        Copy(files.DataPath);
        if (File.Exists(files.LogPath))
        {
            Copy(files.LogPath);
        }

        File.Move(files.DataPath + Suffix, files.DataPath, overwrite: true);
        if (File.Exists(files.LogPath + Suffix))
        {
            File.Move(files.LogPath + Suffix, files.LogPath, overwrite: true);
        }

        DirectorySync.Sync(files.Directory);
    }

    /// <summary>
    /// Reads without a lock on purpose: the other process holds it.
    /// </summary>
    private static void Copy(string path)
    {
        using var source = UnlockedFile.OpenRead(path);
        using var copy = PrivateFile.Create(path + Suffix);
        source.CopyTo(copy);
        copy.Flush(flushToDisk: true);
    }
}
