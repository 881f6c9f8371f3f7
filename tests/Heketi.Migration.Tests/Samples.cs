using System.IO.Compression;

namespace Heketi.Migration.Tests;

/// <summary>Databases that the original wrote, each with the original's own export of it.</summary>
public static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string> All => [.. Names];

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder)
        .Select(file => Path.GetFileName(file)!)
        .Where(file => file.EndsWith(".db", StringComparison.Ordinal) || file.EndsWith(".db.gz", StringComparison.Ordinal))
        .Select(file => file[..file.IndexOf(".db", StringComparison.Ordinal)])
        .Order(StringComparer.Ordinal);

    public static byte[] Database(string name) => Read(name + ".db");

    public static byte[] Export(string name) => Read(name + ".export.json");

    public static string PathOf(string name) => Path.Combine(Folder, name + ".db");

    private static byte[] Read(string file)
    {
        var path = Path.Combine(Folder, file);
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        using var packed = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var content = new MemoryStream();
        packed.CopyTo(content);
        return content.ToArray();
    }
}
