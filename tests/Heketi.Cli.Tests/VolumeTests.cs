using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class VolumeTests
{
    private const string Replica = """{"size":5,"name":"vol_v1","durability":{"type":"replicate","replicate":{"replica":3},"disperse":{"data":4,"redundancy":2}},"glustervolumeoptions":["",""],"snapshot":{"enable":false,"factor":1},"id":"v1","cluster":"c1","mount":{"glusterfs":{"hosts":["10.0.0.2","10.0.0.1"],"device":"10.0.0.2:vol_v1","options":{"backup-volfile-servers":"10.0.0.1"}}},"blockinfo":{},"bricks":[BRICKS]}""";
    private const string Brick = """{"id":"b1","path":"/var/lib/heketi/mounts/vg_d1/brick_b1/brick","device":"d1","node":"n1","volume":"v1","size":5242880}""";
    private const string Head = "Name: vol_v1\nSize: 5\nVolume Id: v1\nCluster Id: c1\nMount: 10.0.0.2:vol_v1\nMount Options: backup-volfile-servers=10.0.0.1\n";
    private const string NoBlock = "Block: false\nFree Size: 0\nReserved Size: 0\nBlock Hosting Restriction: (none)\nBlock Volumes: []\n";

    private static string Json(int bricks) => Replica.Replace("BRICKS", string.Join(',', Enumerable.Repeat(Brick, bricks)), StringComparison.Ordinal);

    [Theory]
    [InlineData("--size=5", """{"size":5,"name":"","durability":{"type":"replicate","replicate":{"replica":3},"disperse":{"data":4,"redundancy":2}},"snapshot":{"enable":false,"factor":0}}""")]
    [InlineData("--size=5 --durability=none --name=x --gid=2000 --block", """{"size":5,"name":"x","durability":{"type":"none","replicate":{"replica":3},"disperse":{"data":4,"redundancy":2}},"gid":2000,"block":true,"snapshot":{"enable":false,"factor":0}}""")]
    [InlineData("--size 5 --durability disperse --disperse-data 2 --redundancy 1 --snapshot-factor 1.5", """{"size":5,"name":"","durability":{"type":"disperse","replicate":{"replica":3},"disperse":{"data":2,"redundancy":1}},"snapshot":{"enable":true,"factor":1.5}}""")]
    [InlineData("--size=0x10 --replica=2 --clusters=a,b --gluster-volume-options=a_1,b_2", """{"size":16,"clusters":["a","b"],"name":"","durability":{"type":"replicate","replicate":{"replica":2},"disperse":{"data":4,"redundancy":2}},"glustervolumeoptions":["a_1","b_2"],"snapshot":{"enable":false,"factor":0}}""")]
    public async Task Create_sends_its_flags(string flags, string body)
    {
        await using var server = await VolumeServerAsync("POST /volumes", Json(3));

        (await CliRun.AgainstAsync(server, "volume create " + flags)).Should().Be(
            CliRun.Success(Head + NoBlock + "Durability Type: replicate\nDistribute Count: 1\nReplica Count: 3\n"));

        server.Log.Should().StartWith($"POST /volumes {body}");
    }

    [Fact]
    public async Task Create_as_json()
    {
        await using var server = await VolumeServerAsync("POST /volumes", Json(3));

        (await CliRun.AgainstAsync(server, "volume create --size=5 --json")).Should().Be(CliRun.Success(Json(3)));
    }

    [Fact]
    public async Task Create_shows_why_the_server_refused()
    {
        await using var server = (await StubServer.StartAsync())
            .On("POST /volumes", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.Error(500, "Failed to allocate new volume: No space"));

        (await CliRun.AgainstAsync(server, "volume create --size=100000")).Should().Be(CliRun.Failure("Failed to allocate new volume: No space"));
    }

    [Theory]
    [InlineData("""{"type":"disperse","replicate":{"replica":3},"disperse":{"data":2,"redundancy":1}}""", 6, "Durability Type: disperse\nDistribute Count: 2\nDisperse Data Count: 2\nDisperse Redundancy Count: 1\n")]
    [InlineData("""{"type":"none","replicate":{"replica":3},"disperse":{}}""", 4, "Durability Type: none\nDistribute Count: 4\n")]
    [InlineData("""{"type":"replicate","replicate":{},"disperse":{}}""", 4, "Durability Type: replicate\nDistribute Count: 2\nReplica Count: 0\n")]
    public async Task Info_counts_brick_sets(string durability, int bricks, string text)
    {
        const string standard = """{"type":"replicate","replicate":{"replica":3},"disperse":{"data":4,"redundancy":2}}""";
        await using var server = (await StubServer.StartAsync())
            .On("GET /volumes/v1", StubAnswer.Json(Json(bricks).Replace(standard, durability, StringComparison.Ordinal)));

        (await CliRun.AgainstAsync(server, "volume info v1")).Should().Be(CliRun.Success(Head + NoBlock + text));
    }

    [Fact]
    public async Task Info_of_a_block_hosting_volume_with_snapshots()
    {
        var volume = Json(3)
            .Replace("\"snapshot\":{\"enable\":false,\"factor\":1}", "\"block\":true,\"snapshot\":{\"enable\":true,\"factor\":1.5}", StringComparison.Ordinal)
            .Replace("\"blockinfo\":{}", "\"blockinfo\":{\"freesize\":45,\"reservedsize\":2,\"blockvolume\":[\"bv1\",\"bv2\"],\"restriction\":\"locked\"}", StringComparison.Ordinal);
        await using var server = (await StubServer.StartAsync()).On("GET /volumes/v1", StubAnswer.Json(volume));

        (await CliRun.AgainstAsync(server, "volume info v1")).Should().Be(CliRun.Success(
            Head + "Block: true\nFree Size: 45\nReserved Size: 2\nBlock Hosting Restriction: locked\nBlock Volumes: [bv1 bv2]\n"
            + "Durability Type: replicate\nDistribute Count: 1\nReplica Count: 3\nSnapshot Factor: 1.50\n\n"));
        (await CliRun.AgainstAsync(server, "volume info v1 --json")).Should().Be(CliRun.Success(volume));
    }

    [Fact]
    public async Task List()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /volumes", StubAnswer.Json("""{"volumes":["v1","v2"]}"""))
            .On("GET /volumes/v1", StubAnswer.Json("""{"id":"v1","cluster":"c1","name":"vol_v1"}"""))
            .On("GET /volumes/v2", StubAnswer.Json("""{"id":"v2","cluster":"c1","name":"bhv","block":true}"""));

        (await CliRun.AgainstAsync(server, "volume list")).Should().Be(CliRun.Success("Id:v1    Cluster:c1    Name:vol_v1\nId:v2    Cluster:c1    Name:bhv [block]\n"));
        (await CliRun.AgainstAsync(server, "volume list --json")).Should().Be(CliRun.Success("""{"volumes":["v1","v2"]}"""));
    }

    [Theory]
    [InlineData("volume expand --volume=v1 --expand-size=2", """POST /volumes/v1/expand {"expand_size":2}""")]
    [InlineData("volume expand --expand-size=2 v1", """POST /volumes/v1/expand {"expand_size":2}""")]
    [InlineData("volume expand --expand-size=-1 v1", """POST /volumes/v1/expand {"expand_size":-1}""")]
    [InlineData("volume clone v1", "POST /volumes/v1/clone {}")]
    [InlineData("volume clone v1 --name=x", """POST /volumes/v1/clone {"name":"x"}""")]
    [InlineData("volume set-block-hosting-restriction locked v1", """POST /volumes/v1/block-restriction {"restriction":"locked"}""")]
    [InlineData("volume set-block-hosting-restriction unlocked v1", """POST /volumes/v1/block-restriction {"restriction":""}""")]
    public async Task Changes_show_the_volume_as_it_is_then(string arguments, string request)
    {
        await using var server = await VolumeServerAsync(string.Join(' ', request.Split(' ').Take(2)), Json(6));

        (await CliRun.AgainstAsync(server, arguments)).Should().Be(
            CliRun.Success(Head + NoBlock + "Durability Type: replicate\nDistribute Count: 2\nReplica Count: 3\n"));

        server.Log.Should().StartWith(request);
    }

    [Fact]
    public async Task Delete()
    {
        await using var server = (await StubServer.StartAsync())
            .On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q"))
            .On("GET /queue/q", StubAnswer.NoContent);

        (await CliRun.AgainstAsync(server, "volume delete v1")).Should().Be(CliRun.Success("Volume v1 deleted\n"));
    }

    [Fact]
    public async Task Endpoint_patch()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /volumes/v1", StubAnswer.Json(Json(3)));

        (await CliRun.AgainstAsync(server, "volume endpoint patch v1 --json")).Should().Be(CliRun.Success(
            """{"subsets": [{"addresses":[{"ip":"10.0.0.2"}],"ports":[{"port":1}]},{"addresses":[{"ip":"10.0.0.1"}],"ports":[{"port":1}]}]}"""));
    }

    private const string PersistentVolume = "{\n  \"kind\": \"PersistentVolume\",\n  \"apiVersion\": \"v1\",\n  \"metadata\": {\n    \"name\": \"glusterfs-a5ad7fea\",\n    \"creationTimestamp\": null,\n    \"annotations\": {\n      \"pv.beta.kubernetes.io/gid\": \"0\"\n    }\n  },\n  \"spec\": {\n    \"capacity\": {\n      \"storage\": \"5Gi\"\n    },\n    \"glusterfs\": {\n      \"endpoints\": \"heketi-ep\",\n      \"path\": \"vol_v1\"\n    },\n    \"accessModes\": [\n      \"ReadWriteMany\"\n    ],\n    \"persistentVolumeReclaimPolicy\": \"Retain\"\n  },\n  \"status\": {}\n}";

    [Fact]
    public async Task Persistent_volume_goes_to_the_output_or_a_file()
    {
        using var directory = new TestDirectory();
        await using var server = await VolumeServerAsync("POST /volumes", Json(3).Replace("\"id\":\"v1\"", "\"id\":\"a5ad7fea00000000\"", StringComparison.Ordinal));
        const string command = "volume create --size=5 --persistent-volume-endpoint=heketi-ep";

        (await CliRun.AgainstAsync(server, command + " --persistent-volume")).Should().Be(CliRun.Success(PersistentVolume + "\n"));
        (await CliRun.AgainstAsync(server, command + " --persistent-volume-file=pv.json", directory.Path)).Should().Be(CliRun.Success(""));
        directory.Read("pv.json").Should().Be(PersistentVolume);
        (await CliRun.AgainstAsync(server, command + " --persistent-volume-file=/nonexistent/pv.json")).Should().Be(
            new CliRun("", "Unable to write to file /nonexistent/pv.json\nError: open /nonexistent/pv.json: no such file or directory\n", CliProgram.Failure));
    }

    [Fact]
    public async Task Persistent_volume_without_an_endpoint_makes_nothing()
    {
        await using var server = await VolumeServerAsync("POST /volumes", Json(3));

        (await CliRun.AgainstAsync(server, "volume create --size=5 --persistent-volume")).Should().Be(
            new CliRun("", "--persistent-volume-endpoint must be provided when using --persistent-volume\nError: Missing endpoint\n", CliProgram.Failure));

        server.Requests.Should().BeEmpty();
    }

    private static async Task<StubServer> VolumeServerAsync(string request, string volume) => (await StubServer.StartAsync())
        .On(request, StubAnswer.To(202, "/queue/q"))
        .On("GET /queue/q", StubAnswer.Pending, StubAnswer.To(303, "/volumes/v1"))
        .On("GET /volumes/v1", StubAnswer.Json(volume));
}
