using System.Diagnostics;
using System.IO.Compression;
using Heketi.Benchmarks.Placement;
using Heketi.Core.Placement;
using Heketi.Core.Topology;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;

namespace Heketi.Benchmarks.Server;

/// <summary>Puts the database of a large cluster in place: a given one, or one of the same size made here.</summary>
internal static class LargeDatabase
{
    /// <summary>A database of the original, or one of this server; packed with gzip or not.</summary>
    public static async Task CopyAsync(string source, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        await using var target = File.Create(PathIn(directory));
        await using var file = File.OpenRead(source);
        await using Stream content = source.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        await content.CopyToAsync(target, cancellationToken);
    }

    /// <summary>2,400 volumes on 360 devices, through the server's own import.</summary>
    public static async Task MakeAsync(string server, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        var export = Path.Combine(directory.FullName, "export.json");
        var topology = LargeTopology.Build(new BrickPlacer(new(), new Random(1), EntityId.New));
        await File.WriteAllBytesAsync(export, ExportJson.Write(TopologyExport.From(topology)), cancellationToken);
        using var import = Process.Start(server, ["db", "import", "--jsonfile=" + export, "--dbfile=" + PathIn(directory)]);
        await import.WaitForExitAsync(cancellationToken);
        if (import.ExitCode != 0)
        {
            throw new InvalidOperationException($"heketi db import ended with {import.ExitCode}");
        }
    }

    private static string PathIn(DirectoryInfo directory) => Path.Combine(directory.FullName, "heketi.db");
}
