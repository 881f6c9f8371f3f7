using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public async Task A_server_that_is_well()
    {
        await using var server = await ServerAsync("online", 500);

        var run = await CliRun.AgainstAsync(server, "doctor");

        run.Output.Should().MatchRegex(@"\Aok    http://\S+ answers within \S+ ms\nok    the server takes the key \(user ""admin""\)\nok    the server takes changes\nok    no failed operations \(0 run\)\nwarn  cluster c1: only 1 nodes")
            .And.NotContain("FAIL").And.NotContain("disk /dev/sdb");
        run.ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("offline", 500, "node m1 is offline: it gets no new bricks\n      -> When it is well: heketi-cli node enable n1\n")]
    [InlineData("online", 20, "disk /dev/sdb of node m1 has 20 of 500 GiB free\n")]
    public async Task Names_what_somebody_should_look_at(string state, long freeGib, string text)
    {
        await using var server = await ServerAsync(state, freeGib);

        (await CliRun.AgainstAsync(server, "doctor")).Output.Should().Contain("warn  " + text);
    }

    [Fact]
    public async Task Names_operations_to_clean_up()
    {
        await using var server = (await ServerAsync("online", 500)).On("GET /operations", StubAnswer.Json("""{"total":2,"failed":1,"stale":1}"""));

        (await CliRun.AgainstAsync(server, "doctor")).Output.Should().Contain("warn  1 failed and 1 stale operations hold space\n").And.Contain("heketi-cli server operations cleanup");
    }

    [Fact]
    public async Task No_server()
    {
        var run = await CliRun.RunAsync(["doctor", "--server=http://127.0.0.1:1"]);

        run.Output.Should().Contain("FAIL  http://127.0.0.1:1 gives no answer").And.Contain("connection refused").And.Contain("-> Check --server");
        run.ExitCode.Should().Be(CliProgram.Failure);
    }

    [Theory]
    [InlineData("signature is invalid", "jwt.admin.key")]
    [InlineData("Administrator access required", "use --user admin")]
    public async Task A_key_that_the_server_refuses(string answer, string advice)
    {
        await using var server = (await StubServer.StartAsync()).On("GET /hello", StubAnswer.Json("Hello from Heketi")).On("GET /clusters", StubAnswer.Error(401, answer));

        var run = await CliRun.AgainstAsync(server, "doctor");

        run.Output.Should().Contain($"FAIL  the server refuses the key (user \"admin\"): {answer}\n").And.Contain(advice);
        run.ExitCode.Should().Be(CliProgram.Failure);
    }

    [Fact]
    public async Task Checks_a_topology_file_too()
    {
        await using var server = await ServerAsync("online", 500);
        using var directory = new TestDirectory();
        directory.Write("t.json", """{"clusters": 1}""");

        var run = await CliRun.AgainstAsync(server, "doctor --topology=t.json -o json", directory.Path);

        run.Output.Should().Contain("""{"grade":"FAIL","text":"t.json line 1: clusters is 1; give a list in brackets","advice":"Correct the file."}""");
        run.ExitCode.Should().Be(CliProgram.Failure);
    }

    private static async Task<StubServer> ServerAsync(string state, long freeGib) => (await StubServer.StartAsync())
        .On("GET /hello", StubAnswer.Json("Hello from Heketi"))
        .On("GET /admin", StubAnswer.Json("""{"state":"normal"}"""))
        .On("GET /operations", StubAnswer.Json("""{"total":0}"""))
        .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1"]}"""))
        .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","nodes":["n1"],"volumes":[]}"""))
        .On("GET /nodes/n1", StubAnswer.Json($$$"""{"id":"n1","cluster":"c1","state":"{{{state}}}","hostnames":{"manage":["m1"]},"devices":[{"id":"d1","name":"/dev/sdb","state":"online","storage":{"total":524288000,"free":{{{freeGib * 1024 * 1024}}},"used":0}}]}"""));
}
