using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Heketi.Core.Operations;
using Heketi.Core.Topology;
using Heketi.Nodes.Transports.Kubernetes;
using Heketi.Server.Kubernetes.Events;
using Heketi.Testing.Kubernetes;
using Heketi.Testing.Kubernetes.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace Heketi.Server.Tests.Kubernetes;

/// <summary>Events about trouble, as the API server gets them.</summary>
public sealed partial class EventWriterTests : IAsyncLifetime
{
    private static readonly ClusterEvent Down = new("NodeDown", "Node a (host-a) is down", IsWarning: true);
    private FakeKubernetes? _api;
    private KubernetesConnection? _connection;
    private EventWriter? _writer;

    private FakeKubernetes Api => _api!;

    private EventWriter Writer => _writer!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await FakeKubernetes.StartAsync(new NoShell());
        _connection = KubernetesConnection.Open(new() { Host = Api.Address.ToString(), PrefersHost = true, Namespace = "storage" }, TimeProvider.System);
        _writer = new(_connection, TimeProvider.System, NullLogger<EventWriter>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        _connection!.Dispose();
        await Api.DisposeAsync();
    }

    [Fact]
    public async Task An_event_is_about_this_servers_pod()
    {
        var pod = FakePods.Gluster(Environment.MachineName, "storage", "node1");
        Api.Objects.Put(new("storage", "pods", Environment.MachineName), pod);

        Writer.Tell(Down);
        await WriteAsync(1);

        var written = Events.Single();
        ((string?)written["type"]).Should().Be("Warning");
        ((string?)written["reason"]).Should().Be("NodeDown");
        ((string?)written["message"]).Should().Be("Node a (host-a) is down");
        ((string?)written["involvedObject"]!["uid"]).Should().Be((string?)pod["metadata"]!["uid"]);
        ((string?)written["involvedObject"]!["namespace"]).Should().Be("storage", "an event lives where its object does");
    }

    [Fact]
    public async Task The_same_again_is_counted_even_when_Kubernetes_has_forgotten_it()
    {
        Writer.Tell(Down);
        Writer.Tell(Down with { Reason = "NodeUp", IsWarning = false });
        Writer.Tell(Down);
        await WriteAsync(2);
        await Eventually.HoldsAsync(() => Counts().SequenceEqual([1, 2]), "it has happened twice");

        foreach (var written in Events)
        {
            Api.Objects.Remove(new("storage", "events", (string)written["metadata"]!["name"]!));
        }

        Writer.Tell(Down);
        await Eventually.HoldsAsync(() => Counts().SequenceEqual([1]), "it is written anew");
    }

    [Fact]
    public async Task A_flood_is_cut()
    {
        foreach (var i in Enumerable.Range(0, EventWriter.PerMinute + 5))
        {
            Writer.Tell(Down with { Message = $"{i}" });
        }

        await WriteAsync(EventWriter.PerMinute);
        await Writer.StopAsync(Token);

        Events.Should().HaveCount(EventWriter.PerMinute);
    }

    [Fact]
    public async Task Refusals_and_broken_connections_stop_nothing()
    {
        Api.Faults.OnPath("/events", new StatusFault(HttpStatusCode.Forbidden), times: 1);
        Api.Faults.OnPath("/events", new DropFault(), times: 1);

        Writer.Tell(Down with { Message = "1" });
        Writer.Tell(Down with { Message = "2" });
        Writer.Tell(Down with { Message = new string('x', 5000) });
        await WriteAsync(1);

        ((string)Events.Single()["message"]!).Should().HaveLength(1024).And.EndWith("...");
    }

    [Fact]
    public void Only_operations_that_failed_are_told()
    {
        var events = Substitute.For<IClusterEvents>();
        var metrics = Substitute.For<IOperationObserver>();
        var observer = new OperationEvents(events, metrics);

        observer.Ended(OperationKind.CreateVolume, new QueuedOutcome.Done("/volumes/v"), TimeSpan.Zero);
        observer.Ended(OperationKind.CreateVolume, new QueuedOutcome.Failed("node1: no space"), TimeSpan.Zero);

        events.ReceivedCalls().Should().ContainSingle();
        events.Received().Tell(new("OperationFailed", "CreateVolume failed and is undone: node1: no space", IsWarning: true));
        metrics.ReceivedCalls().Should().HaveCount(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_server_tells_of_a_failed_operation_when_it_is_asked_to(bool wanted)
    {
        var folder = Directory.CreateTempSubdirectory("heketi-events-");
        var settings = new JsonObject
        {
            ["kube_events"] = wanted,
            ["glusterfs"] = new JsonObject
            {
                ["executor"] = "inject/mock",
                ["injectexec"] = JsonNode.Parse("""{"command_injection":{"commands":[{"Cmd":"pvcreate","Reaction":{"Err":"on purpose"}}]}}"""),
                ["db"] = Path.Combine(folder.FullName, "heketi.db"),
                ["kubeexec"] = new JsonObject { ["host"] = Api.Address.ToString(), ["namespace"] = "storage" },
            },
        };
        await using (var server = ServerProcess.Start(folder.FullName, Api.Address, settings))
        {
            using var client = ServerProcess.Client(await server.Port.WaitAsync(Token));
            var cluster = await (await client.PostAsJsonAsync("/clusters", new { }, Token)).Content.ReadFromJsonAsync<JsonObject>(Token);

            await client.PostAsJsonAsync("/nodes", new { cluster = (string?)cluster!["id"], zone = 1, hostnames = new { manage = new[] { "host-a" }, storage = new[] { "10.0.0.1" } } }, Token);
            await Eventually.HoldsAsync(() => NodeLocation().IsMatch(server.Output), "the node is added");
            await client.PostAsJsonAsync("/devices", new { node = NodeLocation().Match(server.Output).Groups["id"].Value, name = "/dev/vdb" }, Token);
            await Eventually.HoldsAsync(() => server.Output.Contains("AddDevice operation", StringComparison.Ordinal) && server.Output.Contains("Failed {", StringComparison.Ordinal), "the operation has failed");
            if (wanted)
            {
                await Eventually.HoldsAsync(() => Events.Any(each => (string?)each["reason"] == "OperationFailed"), "the failed operation is told");
            }

            server.Terminate();
            await server.ExitAsync();
            server.ExitCode.Should().Be(0);
        }

        Events.Select(each => (string?)each["reason"]).Should().Equal(wanted ? ["OperationFailed"] : Array.Empty<string>());
        folder.Delete(recursive: true);
    }

    private IReadOnlyList<JsonObject> Events => Api.Objects.All("storage", "events");

    private async Task WriteAsync(int count)
    {
        await Writer.StartAsync(Token);
        await Eventually.HoldsAsync(() => Events.Count >= count, $"{count} events are written");
    }

    private IEnumerable<int> Counts() => Events.Select(each => (int)each["count"]!).Order();

    [GeneratedRegex("Location = /nodes/(?<id>[0-9a-f]{32})")]
    private static partial Regex NodeLocation();
}
