using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Heketi.Server.Tests.Kubernetes;

/// <summary>
/// The calls of the glusterfs provisioner in Kubernetes up to 1.25, in its order and with its ways: a fresh token for every
/// request, "bearer" in lower case, the queue polled while X-Pending is true.
/// </summary>
public sealed class ProvisionerTests : IAsyncLifetime
{
    private const string AdminKey = "a";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("heketi-provisioner-");
    private ServerProcess? _server;
    private HttpClient? _http;

    public async ValueTask InitializeAsync()
    {
        _server = ServerProcess.Start(_folder.FullName, new Uri("http://127.0.0.1:1"), [], authentication: true);
        var port = await _server.Port.WaitAsync(TestContext.Current.CancellationToken);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        var cluster = await JsonAsync(await SendAsync("POST", "/clusters", new JsonObject { ["file"] = true, ["block"] = true }));
        for (var i = 1; i <= 3; i++)
        {
            var hosts = new JsonObject { ["manage"] = new JsonArray($"node{i}"), ["storage"] = new JsonArray($"10.0.0.{i}") };
            var node = new JsonObject { ["zone"] = i, ["hostnames"] = hosts, ["cluster"] = (string?)cluster["id"] };
            var made = await JsonAsync(await FollowAsync(await SendAsync("POST", "/nodes", node)));
            await FollowAsync(await SendAsync("POST", "/devices", new JsonObject { ["name"] = "/dev/vdb", ["node"] = (string?)made["id"] }));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await (_server?.DisposeAsync() ?? default);
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("""{"type":"replicate","replicate":{"replica":3}}""", "")]
    [InlineData("""{"type":"none"}""", "")]
    [InlineData("""{"type":"replicate","replicate":{"replica":3}}""", "client.ssl on, server.ssl on")]
    public async Task A_claim_gets_its_volume_grows_and_goes(string durability, string options)
    {
        var request = new JsonObject { ["size"] = 2, ["durability"] = JsonNode.Parse(durability), ["gid"] = 2001 };
        if (options.Length > 0)
        {
            // Split at commas and not trimmed, as the provisioner does
            request["glustervolumeoptions"] = new JsonArray([.. options.Split(',').Select(option => (JsonNode)option)]);
        }

        var volume = await JsonAsync(await FollowAsync(await SendAsync("POST", "/volumes", request)));
        var id = (string)volume["id"]!;
        var cluster = await JsonAsync(await SendAsync("GET", "/clusters/" + (string)volume["cluster"]!));
        foreach (var node in cluster["nodes"]!.AsArray())
        {
            var info = await JsonAsync(await SendAsync("GET", "/nodes/" + (string)node!));
            IPAddress.TryParse((string)info["hostnames"]!["storage"]![0]!, out _).Should().BeTrue("endpoints are made of it");
        }

        ((int)(await JsonAsync(await SendAsync("GET", "/volumes/" + id)))["size"]!).Should().Be(2);
        var grown = await JsonAsync(await FollowAsync(await SendAsync("POST", $"/volumes/{id}/expand", new JsonObject { ["expand_size"] = 2 })));
        ((int)grown["size"]!).Should().Be(4);
        (await FollowAsync(await SendAsync("DELETE", "/volumes/" + id))).StatusCode.Should().Be(HttpStatusCode.NoContent);

        var again = await SendAsync("DELETE", "/volumes/" + id);
        again.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim().Should().Be("Id not found", "the provisioner takes just this for deleted");
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage accepted)
    {
        accepted.StatusCode.Should().Be(HttpStatusCode.Accepted, await accepted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var location = accepted.Headers.Location!.ToString();
        while (true)
        {
            var answer = await SendAsync("GET", location);
            if (answer.StatusCode is HttpStatusCode.SeeOther)
            {
                return await SendAsync("GET", answer.Headers.Location!.ToString());
            }

            var isPending = answer.Headers.TryGetValues("X-Pending", out var values) && values.Single() == "true";
            if (!isPending)
            {
                return answer;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", "bearer " + Token(method, path));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await _http!.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer)
    {
        answer.IsSuccessStatusCode.Should().BeTrue($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    private static string Token(string method, string path)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["iss"] = "admin",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
            ["qsh"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{method}&{path}"))),
        });
        var text = Encoded("""{"alg":"HS256","typ":"JWT"}"""u8) + "." + Encoded(Encoding.UTF8.GetBytes(claims));
        return text + "." + Encoded(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AdminKey), Encoding.ASCII.GetBytes(text)));
    }

    private static string Encoded(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
