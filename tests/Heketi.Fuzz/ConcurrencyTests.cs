using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Heketi.Migration.Checks;
using Heketi.Migration.Conversion;
using Heketi.Migration.Export;

namespace Heketi.FuzzTests;

/// <summary>
/// 64 clients at once, with valid and invalid calls, on a server process with the mock; after each quiet point its dump has to keep all
/// invariants. HEKETI_CONCURRENCY_SECONDS=120 goes on for two minutes.
/// </summary>
public sealed class ConcurrencyTests(ITestOutputHelper output)
{
    private const int Clients = 64;
    private const int RoundSeconds = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_clients_leave_books_that_add_up()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("HEKETI_CONCURRENCY_SECONDS") ?? "10", CultureInfo.InvariantCulture) / RoundSeconds;
        await using var server = await ServerProcess.StartAsync(Cancellation);
        await FoundAsync(server);
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        for (var round = 0; round < rounds; round++)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            end.CancelAfter(TimeSpan.FromSeconds(RoundSeconds));
            var seed = round * Clients;
            await Task.WhenAll(Enumerable.Range(seed, Clients).Select(i => CallAsync(server, new Random(i), statuses, end.Token)));
            await ShouldAddUpAsync(server, round);
        }

        output.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{(int)s.Key}: {s.Value}")) + $"; {statuses.Values.Sum()} calls");
        statuses.Keys.Should().Contain(HttpStatusCode.Accepted).And.Contain(HttpStatusCode.BadRequest).And.Contain(HttpStatusCode.NotFound);
    }

    private static async Task CallAsync(ServerProcess server, Random random, ConcurrentDictionary<HttpStatusCode, int> statuses, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var (method, path, body) = await PickAsync(server, random);
            var (status, text, location) = await server.SendAsync(method, path, body, Cancellation);
            text.Should().NotContain("internal error", "that is what {0} {1} {2} got", method, path, body);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == HttpStatusCode.Accepted)
            {
                status = await server.EndOfAsync(location!, Cancellation);
                statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            }
        }
    }

    private static async Task<(string Method, string Path, string? Body)> PickAsync(ServerProcess server, Random random)
    {
        var volume = await AnyAsync(server, random, "/volumes", "volumes");
        var cluster = await AnyAsync(server, random, "/clusters", "clusters");
        return random.Next(12) switch
        {
            0 or 1 or 2 => ("POST", "/volumes", $$$$"""{"size":{{{{random.Next(1, 40)}}}},"durability":{"type":"replicate","replicate":{"replica":{{{{random.Next(2, 4)}}}}}}}"""),
            3 => ("POST", "/volumes", $$"""{"size":{{random.Next(1, 20)}},"name":"same{{random.Next(4)}}"}"""),
            4 => ("POST", $"/volumes/{volume}/expand", $$"""{"expand_size":{{random.Next(1, 20)}}}"""),
            5 or 6 or 7 => ("DELETE", "/volumes/" + volume, null),
            8 => ("POST", "/volumes", """{"size":-1}"""),
            9 => ("POST", "/nodes", $$$"""{"zone":1,"cluster":"{{{cluster}}}","hostnames":{"manage":["x{{{random.Next(5)}}}"],"storage":["y{{{random.Next(5)}}}"]}}"""),
            10 => ("DELETE", "/nodes/" + await AnyNodeAsync(server, random, cluster), null),
            _ => ("DELETE", "/volumes/" + new string('0', 32), null),
        };
    }

    private static async Task<string> AnyNodeAsync(ServerProcess server, Random random, string cluster) => await AnyAsync(server, random, "/clusters/" + cluster, "nodes");

    private static async Task<string> AnyAsync(ServerProcess server, Random random, string path, string list)
    {
        var (status, body, _) = await server.SendAsync("GET", path, null, Cancellation);
        var ids = status == HttpStatusCode.OK ? JsonNode.Parse(body)![list]!.AsArray() : [];
        return ids.Count == 0 ? new string('f', 32) : (string)ids[random.Next(ids.Count)]!;
    }

    private static async Task ShouldAddUpAsync(ServerProcess server, int round)
    {
        var (_, body, _) = await server.SendAsync("GET", "/db/dump", null, Cancellation);
        var document = ExportJson.Read(Encoding.UTF8.GetBytes(body));
        QuietTopology.ShouldBeSound(TopologyImport.From(document));
        var check = ConsistencyCheck.Of(document);
        CheckSection[] sections = [check.Clusters, check.Nodes, check.Devices, check.Volumes, check.Bricks, check.BlockVolumes];

        // Nodes come and go; the hosts that a volume was made with stay (the original's check counts that)
        sections.SelectMany(section => section.Inconsistencies ?? []).Where(text => !text.Contains("mount hosts list", StringComparison.Ordinal))
            .Should().BeEmpty("round {0}", round);
    }

    private static async Task FoundAsync(ServerProcess server)
    {
        var (_, body, _) = await server.SendAsync("POST", "/clusters", """{"file":true,"block":true}""", Cancellation);
        var cluster = (string)JsonNode.Parse(body)!["id"]!;
        for (var i = 1; i <= 4; i++)
        {
            var request = $$$"""{"zone":{{{i}}},"cluster":"{{{cluster}}}","hostnames":{"manage":["m{{{i}}}"],"storage":["s{{{i}}}"]}}""";
            var (_, _, location) = await server.SendAsync("POST", "/nodes", request, Cancellation);
            await server.EndOfAsync(location!, Cancellation);
        }

        var (_, info, _) = await server.SendAsync("GET", "/clusters/" + cluster, null, Cancellation);
        foreach (var node in JsonNode.Parse(info)!["nodes"]!.AsArray())
        {
            foreach (var disk in new[] { "/dev/sdb", "/dev/sdc" })
            {
                var (_, _, location) = await server.SendAsync("POST", "/devices", $$"""{"name":"{{disk}}","node":"{{node}}"}""", Cancellation);
                await server.EndOfAsync(location!, Cancellation);
            }
        }
    }
}
