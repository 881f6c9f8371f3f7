using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class BlockVolumeTests
{
    private const string Json = """{"size":2,"name":"bv1","hacount":3,"id":"b1","blockvolume":{"hosts":["10.0.0.2","10.0.0.1"],"iqn":"iqn.1","lun":0,"username":"u","password":"p"},"cluster":"c1","blockhostingvolume":"v1","usablesize":2}""";
    private const string Text = "Name: bv1\nSize: 2\nUsableSize: 2\nVolume Id: b1\nCluster Id: c1\nHosts: [10.0.0.2 10.0.0.1]\nIQN: iqn.1\nLUN: 0\nHacount: 3\nUsername: u\nPassword: p\nBlock Hosting Volume: v1\n";

    [Theory]
    [InlineData("blockvolume create --size=2 --ha=2 --auth --name=bv1 --clusters=c1,c2", "POST /blockvolumes", """{"size":2,"clusters":["c1","c2"],"name":"bv1","hacount":2,"auth":true}""")]
    [InlineData("blockvolume expand b1 --new-size=3", "POST /blockvolumes/b1/expand", """{"new_size":3}""")]
    [InlineData("blockvolume expand --blockvolume=b1 other --new-size=3", "POST /blockvolumes/b1/expand", """{"new_size":3}""")]
    public async Task Changes(string command, string request, string body)
    {
        await using var server = (await StubServer.StartAsync())
            .On(request, StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.To(303, "/blockvolumes/b1"))
            .On("GET /blockvolumes/b1", StubAnswer.Json(Json));

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Success(Text));
        (await CliRun.AgainstAsync(server, command + " --json")).Should().Be(CliRun.Success(Json));
        server.Log.Should().Contain($"{request} {body}");
    }

    [Fact]
    public async Task List()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /blockvolumes", StubAnswer.Json("""{"blockvolumes":["b1"]}"""))
            .On("GET /blockvolumes/b1", StubAnswer.Json(Json));

        (await CliRun.AgainstAsync(server, "blockvolume list")).Should().Be(CliRun.Success("Id:b1    Cluster:c1    Name:bv1\n"));
        (await CliRun.AgainstAsync(server, "blockvolume list --json")).Should().Be(CliRun.Success("""{"blockvolumes":["b1"]}"""));
        (await CliRun.AgainstAsync(server, "blockvolume list -o table")).Should().Be(CliRun.Success(
            "ID  NAME  SIZE GiB  HA  HOSTING VOLUME  CLUSTER\nb1  bv1   2         3   v1              c1\n"));
    }

    [Theory]
    [InlineData("blockvolume create", "Missing volume size")]
    [InlineData("blockvolume expand --new-size=3", "Missing block volume id")]
    [InlineData("blockvolume expand b1", "Missing block volume net new size")]
    [InlineData("blockvolume info", "Volume id missing")]
    [InlineData("blockvolume delete", "Volume id missing")]
    [InlineData("brick evict", "Brick id missing")]
    [InlineData("brick evict a b", "Too many arguments provided")]
    public async Task Asks_for_what_is_missing(string command, string error)
    {
        await using var server = await StubServer.StartAsync();

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Failure(error));
        server.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("blockvolume delete b1", "DELETE /blockvolumes/b1", "Volume b1 deleted\n")]
    [InlineData("brick evict k1", "POST /bricks/to-evict/k1", "Brick k1 evicted\n")]
    public async Task Says_when_it_is_done(string command, string request, string text)
    {
        await using var server = (await StubServer.StartAsync()).On(request, StubAnswer.To(202, "/queue/q")).On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Success(text));
    }

    [Fact]
    public async Task Evict_without_heal_check_warns_and_waits_first()
    {
        await using var server = (await StubServer.StartAsync()).On("POST /bricks/to-evict/k1", StubAnswer.NoContent);
        var time = new InstantTime();

        (await CliRun.AgainstAsync(server, "brick evict k1 --expert-option-disable-heal-check", time: time)).Output.Should().StartWith("Skipping the heal check may be dangerous");
        server.Log.Should().Equal("""POST /bricks/to-evict/k1 {"healcheck":"disable"}""");
        time.Waits.Should().Equal(TimeSpan.FromSeconds(10));
    }
}
