using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class DeviceTests
{
    private const string Tagged = """{"name":"/dev/sdc","tags":{"t3":"v3"},"storage":{"total":524288000,"free":396746752,"used":127541248},"id":"d1","paths":["/dev/disk/by-id/x","/dev/sdc"],"pv_uuid":"abc","state":"offline","bricks":[{"id":"b1","path":"/var/lib/heketi/mounts/vg_d1/brick_b1/brick","device":"d1","node":"n1","volume":"v1","size":2621440}]}""";

    [Theory]
    [InlineData("device add --name=/dev/sdb --node=n1", """{"name":"/dev/sdb","node":"n1"}""")]
    [InlineData("device add --name=/dev/sdb --node=n1 --json --destroy-existing-data", """{"name":"/dev/sdb","node":"n1","destroydata":true}""")]
    public async Task Add(string arguments, string body)
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /devices", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(CliRun.Success("Device added successfully\n"));

        server.Log.Should().Equal($"POST /devices {body}", "GET /queue/q");
    }

    [Fact]
    public async Task Info()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /devices/d1", StubAnswer.Json(Tagged));

        (await CliRun.AgainstAsync(server, "device info d1")).Should().Be(CliRun.Success(
            "Device Id: d1\nState: offline\nSize (GiB): 500\nUsed (GiB): 121\nFree (GiB): 378\nCreate Path: /dev/sdc\nPhysical Volume UUID: abc\n"
            + "Known Paths: /dev/disk/by-id/x /dev/sdc\nTags:\n  t3: v3\nBricks:\n"
            + "Id:b1   Size (GiB):2       Path: /var/lib/heketi/mounts/vg_d1/brick_b1/brick\n"));
        (await CliRun.AgainstAsync(server, "device info d1 --json")).Should().Be(CliRun.Success(Tagged));
    }

    [Theory]
    [InlineData("device enable d1", """{"state":"online"}""", "Device d1 is now online\n")]
    [InlineData("device disable d1", """{"state":"offline"}""", "Device d1 is now offline\n")]
    [InlineData("device remove d1", """{"state":"failed"}""", "Device d1 is now removed\n")]
    public async Task States(string arguments, string body, string output)
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /devices/d1/state", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(CliRun.Success(output));

        server.Log.Should().StartWith($"POST /devices/d1/state {body}");
    }

    [Fact]
    public async Task Skipping_the_heal_check_leaves_ten_seconds_to_think()
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /devices/d1/state", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);
        var time = new InstantTime();

        var run = await CliRun.AgainstAsync(server, "device remove d1 --expert-option-disable-heal-check", time: time);

        run.Should().Be(CliRun.Success(
            "Skipping the heal check may be dangerous and increase the risk of data loss.\n Press CTRL-C within 10 seconds to cancel this action.\nDevice d1 is now removed\n"));
        time.Waits.Should().Equal(TimeSpan.FromSeconds(10));
        server.Log.Should().StartWith("""POST /devices/d1/state {"state":"failed","healcheck":"disable"}""");
    }

    [Theory]
    [InlineData("device delete d1", "DELETE /devices/d1")]
    [InlineData("device delete d1 --force-forget", """DELETE /devices/d1 {"forceforget":true}""")]
    public async Task Delete(string arguments, string request)
    {
        await using var server = (await StubServer.StartAsync())
            .On("DELETE /devices/d1", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(CliRun.Success("Device d1 deleted\n"));

        server.Log.Should().Equal(request, "GET /queue/q");
    }

    [Fact]
    public async Task Resync()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /devices/d1/resync", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent)
            .On("GET /devices/d2/resync", StubAnswer.Error(404, "Id not found"))
            .On("GET /devices/d3/resync", StubAnswer.Error(500, "node3: no answer"));

        (await CliRun.AgainstAsync(server, "device resync d1")).Should().Be(CliRun.Success("Device d1 updated\n"));
        (await CliRun.AgainstAsync(server, "device resync d2")).Should().Be(CliRun.Success(""), "that is how the original does it");
        (await CliRun.AgainstAsync(server, "device resync d3")).Should().Be(CliRun.Failure("node3: no answer"));
    }

    [Fact]
    public async Task Resync_of_a_cluster()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1","c2"]}"""))
            .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","nodes":["n1"]}"""))
            .On("GET /clusters/c2", StubAnswer.Json("""{"id":"c2","nodes":["n2"]}"""))
            .On("GET /nodes/n1", StubAnswer.Json("""{"id":"n1","devices":[{"id":"d1"},{"id":"d2"}]}"""))
            .On("GET /devices/d1/resync", StubAnswer.NoContent)
            .On("GET /devices/d2/resync", StubAnswer.NoContent);
        const string head = "Cluster-wide resync operation requested. Using object_id as cluster_id.\n";

        (await CliRun.AgainstAsync(server, "device resync --cluster c1")).Should().Be(CliRun.Success(
            head + "Now resyncing device d1..\nDevice d1 (node n1) in cluster c1 updated\nNow resyncing device d2..\nDevice d2 (node n1) in cluster c1 updated\n"));
        (await CliRun.AgainstAsync(server, "device resync --cluster c9")).Should().Be(CliRun.Success(head));
    }
}
