using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class NodeTests
{
    private const string Bare = """{"zone":2,"hostnames":{"manage":["n2"],"storage":["10.0.0.2"]},"cluster":"c1","id":"n1","state":"online","devices":[]}""";
    private const string WithDevice = """{"zone":3,"hostnames":{"manage":["n3"],"storage":["10.0.0.3"]},"cluster":"c1","tags":{"k":"v","a":"x:y"},"id":"n1","state":"failed","devices":[{"name":"/dev/sdb","storage":{"total":524288000,"free":467000000,"used":57288000},"id":"d1","state":"failed","bricks":[]}]}""";
    private const string Summary = "Node Id: n1\nState: online\nCluster Id: c1\nZone: 2\nManagement Hostname: n2\nStorage Hostname: 10.0.0.2\n";

    [Fact]
    public async Task Add()
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /nodes", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.To(303, "/nodes/n1"))
            .On("GET /nodes/n1", StubAnswer.Json(Bare));
        const string command = "node add --zone=2 --cluster=c1 --management-host-name=n2 --storage-host-name=10.0.0.2";

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Success("Node information:\n" + Summary));
        (await CliRun.AgainstAsync(server, command + " --json")).Should().Be(CliRun.Success(Bare));

        server.Log.Should().StartWith("""POST /nodes {"zone":2,"hostnames":{"manage":["n2"],"storage":["10.0.0.2"]},"cluster":"c1"}""");
    }

    [Fact]
    public async Task Info()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /nodes/n1", StubAnswer.Json(Bare), StubAnswer.Json(Bare), StubAnswer.Json(WithDevice));

        (await CliRun.AgainstAsync(server, "node info n1")).Should().Be(CliRun.Success(Summary + "Devices:\n"));
        (await CliRun.AgainstAsync(server, "node info n1 --json")).Should().Be(CliRun.Success(Bare));
        (await CliRun.AgainstAsync(server, "node info n1")).Should().Be(CliRun.Success(
            "Node Id: n1\nState: removed\nCluster Id: c1\nZone: 3\nManagement Hostname: n3\nStorage Hostname: 10.0.0.3\nTags:\n  a: x:y\n  k: v\nDevices:\n"
            + "Id:d1   Name:/dev/sdb            State:removed   Size (GiB):500     Used (GiB):54      Free (GiB):445     Bricks:0       \n"));
    }

    [Fact]
    public async Task List_shows_text_even_with_json()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1"]}"""))
            .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","nodes":["n1","n2"],"volumes":[],"block":true,"file":true,"blockvolumes":[]}"""));

        (await CliRun.AgainstAsync(server, "node list --json")).Should().Be(CliRun.Success("Id:n1\tCluster:c1\nId:n2\tCluster:c1\n"));
    }

    [Theory]
    [InlineData("node enable n1", """{"state":"online"}""", "Node n1 is now online\n")]
    [InlineData("node disable n1", """{"state":"offline"}""", "Node n1 is now offline\n")]
    [InlineData("node remove n1", """{"state":"failed"}""", "Node n1 is now removed\n")]
    public async Task States(string arguments, string body, string output)
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /nodes/n1/state", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(CliRun.Success(output));

        server.Log.Should().StartWith($"POST /nodes/n1/state {body}");
    }

    [Theory]
    [InlineData("node settags n1 a:b x:y:z", """{"tags":{"a":"b","x":"y:z"},"change_type":"update"}""")]
    [InlineData("node settags --exact n1 k:v", """{"tags":{"k":"v"},"change_type":"set"}""")]
    [InlineData("node rmtags n1 k", """{"tags":{"k":""},"change_type":"delete"}""")]
    [InlineData("node removetags n1 k", """{"tags":{"k":""},"change_type":"delete"}""")]
    [InlineData("node deltags --all n1", """{"tags":{},"change_type":"set"}""")]
    public async Task Tags(string arguments, string body)
    {
        await using var server = (await StubServer.StartAsync()).On("POST /nodes/n1/tags", StubAnswer.Json("{}"));

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(CliRun.Success(""));

        server.Log.Should().Equal($"POST /nodes/n1/tags {body}");
    }

    [Fact]
    public async Task Delete()
    {
        await using var server = (await StubServer.StartAsync())
            .On("DELETE /nodes/n1", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, "node delete n1")).Should().Be(CliRun.Success("Node n1 deleted\n"));
        (await CliRun.AgainstAsync(server, "node delete n2")).Should().Be(CliRun.Failure("Invalid path or request"));
    }
}
