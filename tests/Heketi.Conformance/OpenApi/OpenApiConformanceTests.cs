using System.Text.Json;
using System.Text.Json.Nodes;
using Heketi.Conformance.Http;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.OpenApi;

/// <summary>The server's OpenAPI document against all recorded answers, which are the server's own (see the replay).</summary>
public sealed class OpenApiConformanceTests
{
    [Fact]
    public async Task All_recorded_answers_are_as_documented()
    {
        var document = await DocumentAsync();
        // The original answers changes of a read-only database with 200 and does nothing; ours refuses them (docs/differences.md)
        var exchanges = HttpRecording.Names().Where(name => name != "db_read_only").Select(HttpRecording.Load)
            .SelectMany(recording => recording.Exchanges.Where(exchange => !exchange.IsNoteOnly).Select(exchange => (recording.Name, Exchange: exchange)))
            .Where(item => document.Knows(item.Exchange.Method!, item.Exchange.Path!)).ToList();

        var faults = exchanges
            .Select(item => (item, Fault: document.Fault(item.Exchange.Method!, item.Exchange.Path!, item.Exchange.Status ?? 0, item.Exchange.ResponseBody ?? "")))
            .Where(item => item.Fault is not null && item.item.Exchange.Status is not null)
            .Select(item => $"{item.item.Name} {item.item.Exchange.Subject}: {item.Fault}");

        exchanges.Should().HaveCountGreaterThan(1000);
        faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("GET", "/clusters/00", 200, """{"id":1}""", "$.id is Number, documented is string")]
    [InlineData("GET", "/clusters/00", 200, """{"new":1}""", "$.new is not documented")]
    [InlineData("GET", "/clusters/00", 299, "{}", "299 is not documented")]
    public async Task Other_answers_are_not(string method, string path, int status, string body, string fault)
    {

        (await DocumentAsync()).Fault(method, path, status, body).Should().Be(fault);
    }

    private static async Task<ApiDocument> DocumentAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await HeketiServerProcess.StartAsync(
            Programs.Server, new JsonObject { ["profiling"] = true }, null, [], new Dictionary<string, string>(), token);
        var answer = await new RawHttpClient(() => server.Endpoint).SendAsync(new RawRequest("GET", "/docs/openapi.json", [], null), token);
        return new(JsonDocument.Parse(answer.Body).RootElement);
    }
}
