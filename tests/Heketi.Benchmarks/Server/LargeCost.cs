using System.Globalization;
using System.Reflection.PortableExecutable;

namespace Heketi.Benchmarks.Server;

/// <summary>
/// What reads of a large cluster cost the server, beside what they cost the original (its own figures on the same database and
/// another machine: only the magnitude of the ratio means anything). GET /hello is the baseline of the same run.
/// </summary>
/// <param name="server">The server; published for a runtime it is compiled ahead of time.</param>
/// <param name="database">A database of the original; null makes one of the same size.</param>
/// <param name="output">Where the tables go.</param>
internal sealed class LargeCost(string server, string? database, TextWriter output)
{
    private const int Rounds = 5;
    private const double OriginalStart = 0.6;
    private const double OriginalMemoryAtStart = 43;
    private const double OriginalMemoryAfterReads = 128;

    /// <summary>Measures and prints.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("heketi-bench-");
        try
        {
            var compiled = IsCompiled() ? "ReadyToRun" : "just in time";
            await WriteAsync($"### Large cluster ({database ?? "made here"}; server {compiled}; mock executor)\n");
            await output.WriteLineAsync("| | wall, s | original, s | server CPU, s | memory, MiB | original, MiB |\n|---|---:|---:|---:|---:|---:|");
            if (database is null)
            {
                await LargeDatabase.MakeAsync(server, directory, cancellationToken);
            }
            else
            {
                await LargeDatabase.CopyAsync(database, directory, cancellationToken);
                await using var first = await StartAsync("first start, with the import", directory, cancellationToken);
            }

            IReadOnlyList<BenchedRead> reads = [];
            for (var i = 1; i < Rounds; i++)
            {
                await using var again = await StartAsync("start", directory, cancellationToken);
                reads = reads.Count > 0 ? reads : await ReadsAsync(again, cancellationToken);
            }

            await using var benched = await StartAsync("start", directory, cancellationToken);
            await MeasureReadsAsync(benched, reads, cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task MeasureReadsAsync(BenchedServer benched, IReadOnlyList<BenchedRead> reads, CancellationToken cancellationToken)
    {
        // The original's memory is after reads of the kinds that have a figure of it; the large answers are ours to account for
        await WarmUpAsync(benched, [.. reads.Where(read => !read.IsWhole)], cancellationToken);
        await WriteAsync($"| after the reads |  |  |  | {benched.MemoryMiB:0} | {OriginalMemoryAfterReads} |");
        await WarmUpAsync(benched, [.. reads.Where(read => read.IsWhole)], cancellationToken);
        foreach (var read in Enumerable.Range(0, Rounds).SelectMany(_ => reads))
        {
            read.Each.Add(await read.RepeatAsync(benched, read.Count, cancellationToken));
        }

        await WriteAsync($"| after all, with topology and dump |  |  |  | {benched.MemoryMiB:0} | - |\n");
        await WriteAsync($"Server CPU per request, median of {Rounds} rounds:\n");
        await output.WriteLineAsync("| | bytes | first, ms | warm, ms | ratio to /hello | original, ms | original / warm |\n|---|---:|---:|---:|---:|---:|---:|");
        foreach (var read in reads)
        {
            var original = read.Original is { } known ? Text($"{known} | {known / read.Median:0}") : "- | -";
            await WriteAsync($"| {read.Name} | {read.Bytes} | {read.First:0.0} | {read.Median:0.000} | {read.Median / reads[0].Median:0.0} | {original} |");
        }
    }

    private static async Task WarmUpAsync(BenchedServer benched, IReadOnlyList<BenchedRead> reads, CancellationToken cancellationToken)
    {
        foreach (var read in reads)
        {
            await read.AskFirstAsync(benched, cancellationToken);
        }

        foreach (var read in reads)
        {
            await read.RepeatAsync(benched, read.Count, cancellationToken); // the just-in-time compiler's second thoughts
        }
    }

    private static async Task<IReadOnlyList<BenchedRead>> ReadsAsync(BenchedServer benched, CancellationToken cancellationToken)
    {
        var cluster = await FirstAsync("/clusters", "clusters");
        var volume = await FirstAsync("/clusters/" + cluster, "volumes");
        var node = await FirstAsync("/clusters/" + cluster, "nodes");
        var device = (await benched.GetAsync("/nodes/" + node, cancellationToken)).GetProperty("devices")[0].GetProperty("id").GetString();
        return
        [
            new("GET /hello", "/hello", 10_000, null),
            new("GET /volumes/{id}", "/volumes/" + volume, 10_000, 1.35),
            new("GET /volumes", "/volumes", 4_000, 0.9),
            new("GET /clusters/{id}", "/clusters/" + cluster, 4_000, 0.5),
            new("GET /nodes/{id}", "/nodes/" + node, 4_000, 8.9),
            new("GET /devices/{id}", "/devices/" + device, 10_000, 1.1),
            new("GET /metrics", "/metrics", 200, 2400),
            new("GET /topology", "/topology", 20, null),
            new("GET /db/dump", "/db/dump", 10, null),
        ];

        async Task<string> FirstAsync(string path, string list) =>
            (await benched.GetAsync(path, cancellationToken)).GetProperty(list)[0].GetString()!;
    }

    private async Task<BenchedServer> StartAsync(string name, DirectoryInfo directory, CancellationToken cancellationToken)
    {
        var benched = await BenchedServer.StartAsync(server, directory, cancellationToken);
        var cpu = benched.Cpu.TotalSeconds;
        await WriteAsync(
            $"| {name} | {benched.StartTime.TotalSeconds:0.00} | {OriginalStart} | {cpu:0.00} | {benched.MemoryMiB:0} | {OriginalMemoryAtStart} |");
        return benched;
    }

    private bool IsCompiled()
    {
        using var image = new PEReader(File.OpenRead(server + ".dll"));
        return image.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0;
    }

    private Task WriteAsync(FormattableString line) => output.WriteLineAsync(Text(line));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
