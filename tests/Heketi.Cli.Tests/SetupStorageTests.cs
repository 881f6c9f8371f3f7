using System.Text.Json;
using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class SetupStorageTests
{
    [Fact]
    public async Task Writes_the_objects_with_the_database()
    {
        await using var server = await ServerAsync();
        using var directory = new TestDirectory();

        var run = await CliRun.AgainstAsync(server, "setup-kubernetes-heketi-storage --image=i:1 --node-selector=a=b --append-volume-options=x,y", directory.Path);

        run.Should().Be(CliRun.Success("Saving heketi-storage.json\n"));
        server.Log.Should().ContainMatch("""POST /volumes {"size":2,"name":"heketidbstorage","durability":{"type":"replicate","replicate":{"replica":3},"disperse":{}},"glustervolumeoptions":\["performance.stat-prefetch off",*,"user.heketi.dbstoragelevel 1","x","y"\],*""".Replace("\\[", "[").Replace("\\]", "]"));
        using var list = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory.Path, "heketi-storage.json"), TestContext.Current.CancellationToken));
        var items = list.RootElement.GetProperty("items");
        items[0].GetProperty("data").GetProperty("heketi.db").GetBytesFromBase64().Should().Equal("database\n"u8.ToArray());
        var pod = items[3].GetProperty("spec").GetProperty("template").GetProperty("spec");
        pod.GetProperty("nodeSelector").GetProperty("a").GetString().Should().Be("b");
        pod.GetProperty("containers")[0].GetProperty("securityContext").GetProperty("runAsUser").GetInt32().Should().Be(0, "only root may write to a new volume");
    }

    [Fact]
    public async Task Makes_no_volume_when_the_list_cannot_be_written()
    {
        await using var server = await ServerAsync();

        (await CliRun.AgainstAsync(server, "setup-openshift-heketi-storage --listfile=/nonexistent/x.json")).Should().Be(new CliRun(
            "Saving /nonexistent/x.json\n", "Cleaning up\nError: open /nonexistent/x.json: no such file or directory\n", CliProgram.Failure));
        server.Log.Should().NotContainMatch("POST *");
    }

    private static async Task<StubServer> ServerAsync() => (await StubServer.StartAsync())
        .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1"]}"""))
        .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","volumes":[]}"""))
        .On("POST /volumes", StubAnswer.Json("""{"id":"v1","name":"heketidbstorage","mount":{"glusterfs":{"hosts":["10.0.0.1"],"device":"10.0.0.1:heketidbstorage"}},"durability":{"type":"replicate"}}"""))
        .On("GET /backup/db", StubAnswer.Json("database"));
}
