using System.Globalization;

namespace Heketi.LiteDb.Backups;

/// <summary>The rotating backups in a directory; anything else in it is never touched.</summary>
internal sealed class BackupFiles(string directory, string databasePath)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly string prefix = Path.GetFileNameWithoutExtension(databasePath) + "-";
    private readonly string extension = Path.GetExtension(databasePath);

    /// <summary>The file of a backup made at <paramref name="time"/>.</summary>
    public string PathAt(DateTimeOffset time) =>
        Path.Combine(directory, prefix + time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + extension);

    /// <summary>All backups, newest first.</summary>
    public IReadOnlyList<(string Path, DateTimeOffset Time)> List() =>
    [
        .. Directory.EnumerateFiles(directory, prefix + "*" + extension)
            .Select(path => (Path: path, Time: TimeOf(path)))
            .Where(file => file.Time is not null)
            .Select(file => (file.Path, file.Time!.Value))
            .OrderByDescending(file => file.Value)
    ];

    /// <summary>Removes all but the newest.</summary>
    public void Prune(int keep)
    {
        foreach (var (path, _) in List().Skip(keep))
        {
            File.Delete(path);
        }
    }

    private DateTimeOffset? TimeOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.Length > prefix.Length + extension.Length
               && DateTimeOffset.TryParseExact(
                   name[prefix.Length..^extension.Length],
                   TimeFormat,
                   CultureInfo.InvariantCulture,
                   DateTimeStyles.AssumeUniversal,
                   out var time)
            ? time
            : null;
    }
}
