using Heketi.Core.Nodes;
using Heketi.Core.Operations;
using Heketi.Core.Store;
using Heketi.Core.Topology;
using Heketi.Server.Administration;
using Heketi.Server.Composition;
using Heketi.Server.Configuration;
using Heketi.Server.Kubernetes.Events;
using Microsoft.Extensions.Logging;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace Heketi.Server.Tests.Administration;

public sealed class NodeHealthMonitorTests : IAsyncLifetime
{
    private readonly SteppedClock clock = new();
    private readonly LineLogger log = new();
    private readonly MemoryTopologyStore store = new();
    private readonly IStorageNodes nodes = Substitute.For<IStorageNodes>();
    private readonly NodeHealth health = new();
    private readonly IClusterEvents events = Substitute.For<IClusterEvents>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await store.ChangeAsync(
        editor =>
        {
            editor.Put(new Cluster { Id = "c" });
            editor.Put(new Node { Id = "a", ClusterId = "c", ManageHostnames = ["host-a"], StorageHostnames = ["a"] });
            editor.Put(new Node { Id = "b", ClusterId = "c", ManageHostnames = ["host-b"], StorageHostnames = ["b"] });
        },
        Token);

    public async ValueTask DisposeAsync() => await store.DisposeAsync();

    [Fact]
    public async Task A_node_that_does_not_answer_is_down_until_it_does_and_each_change_is_logged_once()
    {
        using var monitor = await StartAsync(new() { MonitorStart = TimeSpan.FromSeconds(7), MonitorInterval = TimeSpan.FromSeconds(90) });
        Fail("b");

        (await clock.FireAsync(Token)).Should().Be(TimeSpan.FromSeconds(7));
        (await clock.FireAsync(Token)).Should().Be(TimeSpan.FromSeconds(10), "who is down is asked again soon");
        await clock.WaitAsync(Token);
        (health.IsDown("a"), health.IsDown("b")).Should().Be((false, true));
        await nodes.Peers.Received(1).CheckAsync(Arg.Is<NodeHost>(host => host.NodeId == "a"), Arg.Any<CancellationToken>());

        nodes.Peers.CheckAsync(default!, default).ReturnsForAnyArgs(Task.CompletedTask);
        await clock.FireAsync(Token);
        await clock.WaitAsync(Token);
        health.IsDown("b").Should().BeFalse();
        (await clock.FireAsync(Token)).Should().Be(TimeSpan.FromSeconds(70), "all are asked 90 s after they were asked before");
        await monitor.StopAsync(Token);

        log.Lines.Where(line => line.Contains("host-b", StringComparison.Ordinal)).Should().SatisfyRespectively(
            line => line.Should().StartWith("Warning").And.Contain("no glusterd"),
            line => line.Should().StartWith("Information").And.Contain("up again"));
        log.Lines.Should().NotContain(line => line.Contains("host-a", StringComparison.Ordinal));
        events.ReceivedCalls().Select(call => (ClusterEvent)call.GetArguments()[0]!).Select(each => (each.Reason, each.IsWarning))
            .Should().Equal(("NodeDown", true), ("NodeUp", false));
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        using var monitor = await StartAsync(new() { MonitorNodes = false });

        await monitor.ExecuteTask!;
        await nodes.Peers.DidNotReceiveWithAnyArgs().CheckAsync(default!, default);
    }

    private void Fail(string node) => nodes.Peers.CheckAsync(Arg.Is<NodeHost>(host => host.NodeId == node), Arg.Any<CancellationToken>())
        .ThrowsAsync(new NodeException("no glusterd", "host-" + node));

    private async Task<NodeHealthMonitor> StartAsync(GlusterFsSettings settings)
    {
        var parts = new StorageParts
        {
            Store = store,
            Operations = Substitute.For<IStorageOperations>(),
            Queue = Substitute.For<IOperationQueue>(),
            CleanUpAsync = (_, _) => Task.CompletedTask,
            Enqueue = _ => "",
            Nodes = nodes,
            Health = health,
            Events = events,
        };
        var monitor = new NodeHealthMonitor(parts, new() { GlusterFs = settings }, clock, log);
        await monitor.StartAsync(Token);
        return monitor;
    }

    private sealed class LineLogger : ILogger<NodeHealthMonitor>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add($"{logLevel}: {formatter(state, exception)}");
            }
        }
    }
}
