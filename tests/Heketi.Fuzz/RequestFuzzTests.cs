using System.Reflection;
using System.Text;
using Heketi.Contracts.Requests;
using Heketi.FuzzTests.Grammar;
using Heketi.FuzzTests.Http;

namespace Heketi.FuzzTests;

/// <summary>Whatever is sent, the server answers in its own words, goes on, and keeps a sound topology.</summary>
public sealed class RequestFuzzTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void The_grammar_knows_every_request_that_the_server_reads()
    {
        var readers = typeof(RequestReader).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name);

        ApiCalls.All.Select(call => call.Reader).OfType<string>().Distinct().Should().BeEquivalentTo(readers);
    }

    [Theory]
    [InlineData(1, 2000, false)]
    [InlineData(20261122, 500, true)]
    public async Task Random_requests_get_answers_and_leave_a_sound_topology(int seed, int requests, bool onDisk)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var ids = new KnownIds();
        var deck = ApiCalls.All.SelectMany(call => Enumerable.Repeat(call, call.Weight)).ToArray();
        await using var server = await FuzzServer.StartAsync(Cancellation, onDisk: onDisk);
        await FoundAsync(server, ids);
        var faults = new List<string>();
        var statuses = new SortedDictionary<int, int>();
        for (var i = 0; i < requests; i++)
        {
            ids.Learn(server.Store.Snapshot);
            var call = deck[random.Next(deck.Length)];
            var target = call.Path.Replace("{id}", ids.Pick(random, call.IdKind), StringComparison.Ordinal);
            var body = call.Reader is null && random.Next(2) == 0 ? null : Mutation.Render(random, call.Body(random, ids));
            var answer = await server.SendAsync(call.Method, target, body, Cancellation);
            statuses[answer?.Status ?? 0] = statuses.GetValueOrDefault(answer?.Status ?? 0) + 1;
            var fault = Verdict.On(answer);
            if (answer is { Status: 202 })
            {
                fault ??= Verdict.On(await server.EndOfAsync(answer.Header("Location")!, Cancellation)) is { } late ? "at the end: " + late : null;
            }

            if (fault is not null)
            {
                faults.Add($"request {i}: {call.Method} {target} {Short(body)}: {fault}");
            }

            server.ResetMode();
        }

        output.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}")) + $"; {server.Store.Snapshot.Volumes.Count} volumes, {server.Store.Snapshot.Bricks.Count} bricks");
        faults.Should().BeEmpty();
        statuses.Should().ContainKeys(200, 202, 400, 404, 422);
        server.Store.Snapshot.Bricks.Should().NotBeEmpty("otherwise nothing of weight was asked for");
        QuietTopology.ShouldBeSound(server.Store.Snapshot);
        await ShouldGoOnAsync(server);
    }

    [Fact]
    public async Task Hostile_bodies_get_a_refusal_on_every_route()
    {
        await using var server = await FuzzServer.StartAsync(Cancellation);
        var ids = new KnownIds();
        await FoundAsync(server, ids);
        var faults = new List<string>();
        foreach (var call in ApiCalls.All)
        {
            var target = call.Path.Replace("{id}", new string('a', 32), StringComparison.Ordinal);
            foreach (var body in Nasty.Bodies.Concat(LongFields(call, ids)))
            {
                var answer = await server.SendAsync(call.Method, target, body, Cancellation);
                if ((Verdict.On(answer) ?? (answer!.Status is 202 ? Verdict.On(await server.EndOfAsync(answer.Header("Location")!, Cancellation)) : null)) is { } fault)
                {
                    faults.Add($"{call.Method} {call.Path} {Short(body)}: {fault}");
                }

                server.ResetMode();
            }
        }

        faults.Should().BeEmpty();
        QuietTopology.ShouldBeSound(server.Store.Snapshot);
        await ShouldGoOnAsync(server);
    }

    [Fact]
    public async Task Bodies_beyond_the_limit_are_refused_unread()
    {
        await using var server = await FuzzServer.StartAsync(Cancellation);
        string[] headers = [server.Token("POST", "/clusters"), "Content-Length: 33554433"];

        var announced = await server.Client.SendAsync(RequestBytes.Of("POST", "/clusters", null, headers), Cancellation);

        announced!.Status.Should().Be(413);
        announced.Body.Should().Contain("too large");
        await ShouldGoOnAsync(server);
    }

    [Fact]
    public async Task Hostile_targets_methods_and_headers_get_answers()
    {
        await using var server = await FuzzServer.StartAsync(Cancellation);
        var faults = new List<string>();
        var requests = Nasty.Targets.SelectMany(target => Nasty.Methods.Where(m => m.Length < 100).SelectMany(method => new[]
            {
                (Name: $"{method} {target}", Bytes: RequestBytes.Of(method, target, null)),
                (Name: $"{method} {target} with token", Bytes: RequestBytes.Of(method, target, null, server.Token(method, target))),
            }))
            .Concat(Nasty.Methods.Select(method => (Name: method, Bytes: RequestBytes.Of(method, "/clusters", null))))
            .Concat(Nasty.Headers.SelectMany(header => new[] { "GET", "POST" }.Select(method => (Name: $"{method} with {header}", Bytes: RequestBytes.Of(method, "/clusters", null, header)))))
            .Concat(Nasty.Headers.Where(h => !h.StartsWith("Auth", StringComparison.Ordinal)).Select(header => (Name: $"token and {header}", Bytes: RequestBytes.Of("POST", "/clusters", "{}"u8.ToArray(), server.Token("POST", "/clusters"), header))));
        foreach (var (name, bytes) in requests)
        {
            if (Verdict.On(await server.Client.SendAsync(bytes, Cancellation)) is { } fault)
            {
                faults.Add($"{Short(Nasty.Text(name))}: {fault}");
            }
        }

        faults.Should().BeEmpty();
        await ShouldGoOnAsync(server);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--xml")]
    [InlineData("-x")]
    public async Task A_volume_name_that_gluster_would_take_for_an_option_is_refused(string name)
    {
        await using var server = await FuzzServer.StartAsync(Cancellation);

        var answer = await server.SendAsync("POST", "/volumes", Nasty.Text($$"""{"size":1,"name":"{{name}}"}"""), Cancellation);

        answer!.Status.Should().Be(400);
        answer.Body.Should().Be("validation failed: name: must be in a valid format.\n");
    }

    [Theory]
    [InlineData("user.x --remote-host=evil", "starts with --")]
    [InlineData("user.x a\\u0000b", "control character")]
    public async Task A_volume_option_that_no_command_can_be_given_is_refused(string option, string reason)
    {
        await using var server = await FuzzServer.StartAsync(Cancellation);

        var answer = await server.SendAsync("POST", "/volumes", Nasty.Text($$"""{"size":1,"glustervolumeoptions":["a b","{{option}}"]}"""), Cancellation);

        answer!.Status.Should().Be(400);
        answer.Body.Should().StartWith("validation failed: glustervolumeoptions: option 2").And.Contain(reason);
    }

    private static IEnumerable<byte[]> LongFields(ApiCall call, KnownIds ids)
    {
        var mega = new string('a', 1024 * 1024);
        foreach (var field in call.Body(new Random(1), ids).Select(field => field.Key))
        {
            foreach (var token in new[] { $"\"{mega}\"", $"\"/{mega}\"", $"[\"{mega}\"]", $"{{\"{mega}\":\"{mega}\"}}" })
            {
                var body = call.Body(new Random(1), ids);
                body[field] = "@";
                yield return Nasty.Text(body.ToJsonString().Replace("\"@\"", token, StringComparison.Ordinal));
            }
        }
    }

    private static async Task FoundAsync(FuzzServer server, KnownIds ids)
    {
        await server.SendAsync("POST", "/clusters", "{\"file\":true,\"block\":true}"u8.ToArray(), Cancellation);
        ids.Learn(server.Store.Snapshot);
        var cluster = server.Store.Snapshot.ClusterIds[0];
        for (var i = 1; i <= 3; i++)
        {
            var node = await server.SendAsync(
                "POST", "/nodes", Nasty.Text($$$"""{"zone":{{{i}}},"cluster":"{{{cluster}}}","hostnames":{"manage":["m{{{i}}}"],"storage":["s{{{i}}}"]}}"""), Cancellation);
            var place = (await server.EndOfAsync(node!.Header("Location")!, Cancellation))!.Header("Location")!;
            ids.Learn(server.Store.Snapshot);
            var device = await server.SendAsync("POST", "/devices", Nasty.Text($$"""{"name":"/dev/sd{{i}}","node":"{{place.Split('/')[^1]}}"}"""), Cancellation);
            (await server.EndOfAsync(device!.Header("Location")!, Cancellation))!.Status.Should().Be(204);
            ids.Learn(server.Store.Snapshot);
        }
    }

    private static async Task ShouldGoOnAsync(FuzzServer server) =>
        (await server.Client.SendAsync(RequestBytes.Of("GET", "/hello", null), Cancellation))!.Body.Should().Be("Hello from Heketi");

    private static string Short(byte[]? bytes) => bytes is null ? "-" : Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 400)));
}
