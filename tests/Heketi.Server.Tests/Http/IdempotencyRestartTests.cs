using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Heketi.Server.Tests.Kubernetes;

namespace Heketi.Server.Tests.Http;

/// <summary>Keys in the database of a real server.</summary>
public sealed class IdempotencyRestartTests : IDisposable
{
    private static readonly Uri NoCluster = new("http://127.0.0.1:1");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heketi-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_server_starts_on_a_database_with_keys_and_knows_them()
    {
        var cluster = "";
        await ServeAsync(async client =>
        {
            using var made = await client.PostAsJsonAsync("/clusters", new { }, TestContext.Current.CancellationToken);
            cluster = (string)(await made.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["id"]!;
            await AddNodeAsync(client, cluster);
        });

        await ServeAsync(async client =>
        {
            await AddNodeAsync(client, cluster);
            var nodes = (await client.GetFromJsonAsync<JsonObject>("/clusters/" + cluster, TestContext.Current.CancellationToken))!["nodes"]!.AsArray();
            nodes.Should().ContainSingle("the second add has the key of the first");
        });
    }

    private static async Task AddNodeAsync(HttpClient client, string cluster)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/nodes")
        {
            Content = JsonContent.Create(new { zone = 1, cluster, hostnames = new { manage = new[] { "n1" }, storage = new[] { "s1" } } }),
        };
        request.Headers.Add("Idempotency-Key", "the-node");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync(
            async () =>
            {
                using var look = await client.GetAsync(answer.Headers.Location, TestContext.Current.CancellationToken);
                return !look.Headers.TryGetValues("X-Pending", out var pending) || !pending.Contains("true");
            },
            "the node is added");
    }

    private async Task ServeAsync(Func<HttpClient, Task> work)
    {
        await using var server = ServerProcess.Start(_folder.FullName, NoCluster, []);
        using var client = ServerProcess.Client(await server.Port.WaitAsync(TestContext.Current.CancellationToken));
        await work(client);
        server.Terminate();
        await server.ExitAsync();
        server.ExitCode.Should().Be(0, server.Output);
    }
}
