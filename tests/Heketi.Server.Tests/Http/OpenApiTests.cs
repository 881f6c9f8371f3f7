using System.Text.Json;
using Heketi.Server.OpenApi;

namespace Heketi.Server.Tests.Http;

public sealed class OpenApiTests : IAsyncLifetime
{
    private readonly ServerFixture server = new() { Settings = new() { Authentication = false, Profiling = true, GlusterFs = new() { BackgroundCleaner = false } } };

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Every_route_is_in_the_document_and_described_and_the_reverse()
    {
        var routes = server.Server.Routes.Select(r => $"{r.Method} {r.Template}").ToList();
        var described = RouteDescriptions.All.Select(d => $"{d.Method} {d.Template}").ToList();
        var open = new[] { "GET /hello", "GET /healthz", "GET /readyz", "GET /metrics" };

        var documented = (await DocumentAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {path.Name}")).ToList();

        documented.Should().BeEquivalentTo(routes.Concat(open));
        described.Should().BeEquivalentTo(routes);
    }

    [Fact]
    public async Task Bodies_have_schemas_examples_and_the_token_is_described()
    {
        var document = await DocumentAsync();

        var create = document.GetProperty("paths").GetProperty("/volumes").GetProperty("post");
        var body = create.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        body.GetProperty("schema").GetProperty("$ref").GetString().Should().Be("#/components/schemas/VolumeCreateRequest");
        body.GetProperty("example").GetProperty("size").GetInt32().Should().Be(10);
        create.GetProperty("responses").GetProperty("429").GetProperty("content").TryGetProperty("application/problem+json", out _).Should().BeTrue();
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty("VolumeCreateRequest").GetProperty("properties");
        schema.EnumerateObject().Select(p => p.Name).Should().Contain(["size", "glustervolumeoptions", "durability"]);
        schema.GetProperty("size").GetProperty("description").GetString().Should().Be("GiB.");
        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("token").GetProperty("scheme").GetString().Should().Be("bearer");
    }

    [Fact]
    public async Task The_page_is_served()
    {
        var (status, body, _) = await server.Send("GET", "/docs/index.html");

        status.Should().Be(200);
        body.Should().Contain("swagger-ui");
    }

    private async Task<JsonElement> DocumentAsync() => JsonDocument.Parse((await server.Send("GET", "/docs/openapi.json")).Body).RootElement;
}
