using Heketi.Core.Topology;
using Heketi.Server.Tests.Http;

namespace Heketi.Server.Tests.Metrics;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly ServerFixture server = new();

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Tells_the_devices_of_the_topology_with_labels_escaped()
    {
        await server.Put(
            new Cluster { Id = "c1" },
            new Node { Id = "n1", ClusterId = "c1", ManageHostnames = ["m"], StorageHostnames = ["s"] },
            new Device { Id = "d1", NodeId = "n1", Name = "/dev/a\"b\\c", PvUuid = "u", Storage = new(1_000_000, 999_999, 1) });

        var (status, text, response) = await server.Send("GET", "/metrics");

        status.Should().Be(200);
        response.Content.Headers.ContentType!.ToString().Should().Be("text/plain; version=0.0.4; charset=utf-8");
        const string labels = """{cluster="c1",device="/dev/a\"b\\c",hostname="m",id="d1",pv_uuid="u",storage_hostname="s"}""";
        text.Should().Contain($"\nheketi_device_size{labels} 1e+06\n").And.Contain($"\nheketi_device_free{labels} 999999\n")
            .And.Contain($"\nheketi_device_used_bytes{labels} 1024\n").And.Contain("\nheketi_server_store_changes_total 1\n");
    }

    [Fact]
    public async Task A_change_shows_at_once()
    {
        (await server.Send("GET", "/metrics")).Body.Should().Contain("\nheketi_cluster_count 0\n");

        await server.Put(new Cluster { Id = "c1" });

        (await server.Send("GET", "/metrics")).Body.Should().Contain("\nheketi_cluster_count 1\n").And.Contain("""heketi_nodes_count{cluster="c1"} 0""");
    }
}
