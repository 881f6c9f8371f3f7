using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class ServerTests
{
    [Theory]
    [InlineData("server mode get", "normal\n")]
    [InlineData("server mode get --json", "normal\n")]
    [InlineData("server mode get --output=json", """{"state":"normal"}""")]
    [InlineData("loglevel get", "debug\n")]
    [InlineData("loglevel get -o yaml", "loglevel:\n  glusterfs: debug\n")]
    [InlineData("server operations info", "Operation Counts:\n  Total: 3\n  In-Flight: 1\n  New: 0\n  Failed: 2\n  Stale: 0\n")]
    [InlineData("server operations list", "Id:o1  Type:create-volume  Status:New in-flight\nId:o2  Type:expand-volume  Status:Failed \n")]
    [InlineData("server operations list -o table", "ID  TYPE_NAME      STATUS  SUB_STATUS\no1  create-volume          in-flight\no2  expand-volume  Failed\n")]
    [InlineData("server operations info o1", "\nId: o1\nType: create-volume\nStatus: New in-flight\nChanges:\n    Add brick: b1\n    Add volume: v1\n")]
    [InlineData("db dump", "{\n    \"a\": \"no\"\n}\n")]
    [InlineData("db dump --output yaml", "a: \"no\"\n")]
    [InlineData("db check", "{}\n")]
    [InlineData("server state examine gluster", "{}\n")]
    public async Task Shows_what_the_server_says(string command, string output)
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /admin", StubAnswer.Json("""{"state":"normal"}"""))
            .On("GET /internal/logging", StubAnswer.Json("""{"loglevel":{"glusterfs":"debug"}}"""))
            .On("GET /operations", StubAnswer.Json("""{"total":3,"in_flight":1,"stale":0,"failed":2,"new":0}"""))
            .On("GET /operations/pending", StubAnswer.Json("""{"pendingoperations":[{"id":"o1","type_name":"create-volume","status":"","sub_status":"in-flight"},{"id":"o2","type_name":"expand-volume","status":"Failed","sub_status":""}]}"""))
            .On("GET /operations/pending/o1", StubAnswer.Json("""{"id":"o1","type_name":"create-volume","status":"","sub_status":"in-flight","changes":[{"id":"b1","description":"Add brick"},{"id":"v1","description":"Add volume"}]}"""))
            .On("GET /db/dump", StubAnswer.Json("{\n    \"a\": \"no\"\n}"))
            .On("GET /db/check", StubAnswer.Json("{}"))
            .On("GET /internal/state/examine/gluster", StubAnswer.Json("{}"));

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Success(output));
    }

    [Theory]
    [InlineData("server mode set read-only", "POST /admin {\"state\":\"read-only\"}", "")]
    [InlineData("loglevel set info", "POST /internal/logging {\"loglevel\":{\"glusterfs\":\"info\"}}", "Server log level updated\n")]
    public async Task Sets(string command, string request, string output)
    {
        await using var server = (await StubServer.StartAsync()).On("POST /admin", StubAnswer.NoContent).On("POST /internal/logging", StubAnswer.Json("{}"));

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Success(output));
        server.Log.Should().Equal(request);
    }

    [Theory]
    [InlineData("server mode set", "missing mode argument")]
    [InlineData("server mode set a b", "too many arguments")]
    [InlineData("loglevel set", "missing log-level argument")]
    [InlineData("loglevel set a b", "too many arguments")]
    [InlineData("server mode get --output=xml", "--output is \"xml\"; use table, json or yaml")]
    public async Task Asks_for_what_is_missing(string command, string error)
    {
        await using var server = await StubServer.StartAsync();

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Failure(error));
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Cleans_up()
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /operations/pending/cleanup", StubAnswer.To(202, "/queue/q")).On("GET /queue/q", StubAnswer.NoContent);

        var run = await CliRun.AgainstAsync(server, "server operations cleanup o1 o2");

        run.Error.Should().StartWith("Note: Operation clean up is a batch operation.\n");
        run.ExitCode.Should().Be(0);
        server.Log.First().Should().Be("""POST /operations/pending/cleanup {"operations":["o1","o2"]}""");
    }
}
