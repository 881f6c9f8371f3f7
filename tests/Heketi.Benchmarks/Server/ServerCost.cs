using System.Diagnostics;
using System.Globalization;

namespace Heketi.Benchmarks.Server;

/// <summary>
/// What requests cost the server: its own processor time (the load comes from this process and is not counted) and creates per second.
/// </summary>
internal static class ServerCost
{
    private const int Volumes = 2400;
    private const string Create = """{"size":1,"durability":{"type":"replicate","replicate":{"replica":3}}}""";

    public static async Task RunAsync(string executable, TextWriter output, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("heketi-bench-");
        try
        {
            await using var server = await BenchedServer.StartAsync(executable, directory, cancellationToken);
            await MeasureAsync(server, output, cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(BenchedServer server, TextWriter output, CancellationToken cancellationToken)
    {
        await LoadAsync(server, cancellationToken);
        await output.WriteLineAsync("### Server (real process, mock executor, LiteDB; 2 clusters, 30 nodes, 360 devices)\n");
        await output.WriteLineAsync("| | server CPU, ms each | per second | CPU, ratio to the first |\n|---|---:|---:|---:|");
        var rows = new Rows(output, server);
        await CreateAsync(server, 600, 4, cancellationToken); // warm-up: the just-in-time compiler
        await rows.AddAsync("create, 600 volumes, 1 client", 200, n => CreateAsync(server, n, 1, cancellationToken));
        await CreateAsync(server, Volumes - 800, 32, cancellationToken);
        await rows.AddAsync("create, 2,400 volumes, 1 client", 200, n => CreateAsync(server, n, 1, cancellationToken));
        await rows.AddAsync("create, 2,600 volumes, 32 clients", 400, n => CreateAsync(server, n, 32, cancellationToken));
        var volume = (await server.GetAsync("/volumes", cancellationToken)).GetProperty("volumes")[0].GetString();
        var cluster = (await server.GetAsync("/clusters", cancellationToken)).GetProperty("clusters")[0].GetString();
        var node = (await server.GetAsync("/clusters/" + cluster, cancellationToken)).GetProperty("nodes")[0].GetString();
        var device = (await server.GetAsync("/nodes/" + node, cancellationToken)).GetProperty("devices")[0].GetProperty("id").GetString();
        foreach (var path in new[] { "/hello", "/volumes/" + volume, "/volumes", "/clusters/" + cluster, "/nodes/" + node, "/devices/" + device, "/metrics" })
        {
            await ReadAsync(server, path, 2000, cancellationToken); // warm-up
            await rows.AddAsync("GET /" + path.Split('/')[1] + (path.Count(c => c == '/') > 1 ? "/{id}" : ""), 1000, n => ReadAsync(server, path, n, cancellationToken));
        }
    }

    private static async Task LoadAsync(BenchedServer server, CancellationToken cancellationToken)
    {
        for (var c = 0; c < 2; c++)
        {
            await server.PostAsync("/clusters", """{"file":true,"block":true}""", cancellationToken);
        }

        var clusters = (await server.GetAsync("/clusters", cancellationToken)).GetProperty("clusters").EnumerateArray().Select(c => c.GetString()).ToList();
        for (var n = 0; n < 30; n++)
        {
            var added = await server.PostAsync(
                "/nodes",
                $$$"""{"zone":{{{n % 3 + 1}}},"cluster":"{{{clusters[n % 2]}}}","hostnames":{"manage":["m{{{n}}}"],"storage":["s{{{n}}}"]}}""",
                cancellationToken);
            var id = System.Text.Json.Nodes.JsonNode.Parse(added)!["id"]!.GetValue<string>();
            for (var d = 0; d < 12; d++)
            {
                await server.PostAsync("/devices", $$"""{"node":"{{id}}","name":"/dev/sd{{(char)('b' + d)}}"}""", cancellationToken);
            }
        }
    }

    private static Task CreateAsync(BenchedServer server, int count, int clients, CancellationToken cancellationToken) =>
        Parallel.ForAsync(0, count, Options(clients, cancellationToken), async (_, token) => await server.PostAsync("/volumes", Create, token));

    private static Task ReadAsync(BenchedServer server, string path, int count, CancellationToken cancellationToken) =>
        Parallel.ForAsync(0, count, Options(4, cancellationToken), async (_, token) => await server.ReadAsync(path, token));

    private static ParallelOptions Options(int clients, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = clients, CancellationToken = cancellationToken };

    private sealed class Rows(TextWriter output, BenchedServer server)
    {
        private double? first;

        public async Task AddAsync(string name, int count, Func<int, Task> work)
        {
            var (cpu, start) = (server.Cpu, Stopwatch.GetTimestamp());
            await work(count);
            var each = (server.Cpu - cpu).TotalMilliseconds / count;
            var perSecond = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
            first ??= each;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| {name} | {each:0.000} | {perSecond:0} | {each / first:0.000} |"));
        }
    }
}
