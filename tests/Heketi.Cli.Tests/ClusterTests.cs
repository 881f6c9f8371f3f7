using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class ClusterTests
{
    private const string Empty = """{"id":"c1","nodes":[],"volumes":[],"block":true,"file":true,"blockvolumes":[]}""";
    private const string Full = """{"id":"c1","nodes":["n1","n2"],"volumes":["v1"],"block":false,"file":true,"blockvolumes":[]}""";

    [Theory]
    [InlineData("cluster create", """POST /clusters {"block":true,"file":true}""", "Cluster id: c1\n")]
    [InlineData("cluster create --block=false", """POST /clusters {"block":false,"file":true}""", "Cluster id: c1\n")]
    [InlineData("cluster create --file=false --json", """POST /clusters {"block":true,"file":false}""", Empty)]
    public async Task Create(string arguments, string request, string output)
    {
        await using var server = (await StubServer.StartAsync()).On("POST /clusters", new StubAnswer(201, Empty + "\n"));

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(CliRun.Success(output));

        server.Log.Should().Equal(request);
    }

    [Theory]
    [InlineData(Empty, "Cluster id: c1\nNodes:\n\nVolumes:\n\nBlock: true\n\nFile: true\n")]
    [InlineData(Full, "Cluster id: c1\nNodes:\nn1\nn2\nVolumes:\nv1\nBlock: false\n\nFile: true\n")]
    public async Task Info(string cluster, string output)
    {
        await using var server = (await StubServer.StartAsync()).On("GET /clusters/c1", StubAnswer.Json(cluster));

        (await CliRun.AgainstAsync(server, "cluster info c1 extra")).Should().Be(CliRun.Success(output));
        (await CliRun.AgainstAsync(server, "cluster info c1 --json")).Should().Be(CliRun.Success(cluster));
    }

    [Fact]
    public async Task List()
    {
        await using var server = await StubServer.StartAsync();
        server.On("GET /clusters", StubAnswer.Json("""{"clusters":["c1","c2","c3","c4"]}"""));
        foreach (var (id, file, block) in new[] { ("c1", "true", "true"), ("c2", "true", "false"), ("c3", "false", "true"), ("c4", "false", "false") })
        {
            server.On($"GET /clusters/{id}", StubAnswer.Json($$"""{"id":"{{id}}","nodes":[],"volumes":[],"block":{{block}},"file":{{file}},"blockvolumes":[]}"""));
        }

        (await CliRun.AgainstAsync(server, "cluster list")).Should().Be(
            CliRun.Success("Clusters:\nId:c1 [file][block]\nId:c2 [file]\nId:c3 [block]\nId:c4 []\n"));
        (await CliRun.AgainstAsync(server, "--json cluster list")).Should().Be(CliRun.Success("""{"clusters":["c1","c2","c3","c4"]}"""));
    }

    [Theory]
    [InlineData("--file=false", """{"block":false,"file":false}""")]
    [InlineData("--block=true", """{"block":true,"file":true}""")]
    public async Task A_flag_that_is_not_given_stays(string flag, string body)
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /clusters/c1", StubAnswer.Json(Full))
            .On("POST /clusters/c1/flags", StubAnswer.Json(""));

        (await CliRun.AgainstAsync(server, $"cluster setflags {flag} c1")).Should().Be(CliRun.Success(""));

        server.Log.Should().Equal("GET /clusters/c1", $"POST /clusters/c1/flags {body}");
    }

    [Fact]
    public async Task Delete()
    {
        await using var server = (await StubServer.StartAsync())
            .On("DELETE /clusters/c1", StubAnswer.Json(""))
            .On("DELETE /clusters/c2", StubAnswer.Error(409, "Unable to delete cluster [c2] because it contains volumes and/or nodes\n"));

        (await CliRun.AgainstAsync(server, "cluster delete c1")).Should().Be(CliRun.Success("Cluster c1 deleted\n"));
        (await CliRun.AgainstAsync(server, "cluster delete c2")).Should().Be(CliRun.Failure("Unable to delete cluster [c2] because it contains volumes and/or nodes"));
    }
}
