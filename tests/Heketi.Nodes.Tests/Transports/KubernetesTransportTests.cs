using System.Net;
using Heketi.Core.Nodes;
using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports;
using Heketi.Nodes.Transports.Kubernetes;
using Heketi.Testing.Kubernetes;
using Heketi.Testing.Kubernetes.Exec;
using Heketi.Testing.Kubernetes.Faults;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Tests.Transports;

/// <summary>The transport over a real HTTP and WebSocket connection to an API server in this process.</summary>
public abstract class KubernetesTransportTests(params string[] protocols) : CommandTransportContract
{
    private const string Namespace = "storage";
    private readonly RecordingLoggers _loggers = new();
    private readonly List<(KubernetesTransport?, KubernetesConnection?)> _replaced = [];
    private FakeKubernetes? _server;
    private KubernetesConnection? _connection;
    private KubernetesTransport? _transport;

    protected override ICommandTransport Transport => _transport!;

    private FakeKubernetes Server => _server!;

    public override async ValueTask InitializeAsync()
    {
        _server = await FakeKubernetes.StartAsync(new ProcessShell());
        _server.Protocols = protocols;
        _server.AddGlusterPod("gluster-a", Host.ManageHost);
        Connect(settings => settings);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await DisconnectAsync();
        await Server.DisposeAsync();
        _loggers.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task An_exit_code_comes_from_the_status_channel()
    {
        var output = await ExecAsync("exit 42");

        output.ExitCode.Should().Be(42);
    }

    [Fact]
    public async Task Nothing_of_a_command_is_in_the_URL()
    {
        await ExecAsync("true hunter2");

        Server.Requests.Lines.Should().NotContain(line => line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Unauthorized)]
    public async Task What_may_go_better_soon_is_tried_again(HttpStatusCode status)
    {
        Server.Faults.OnExec(new StatusFault(status), times: 2);

        (await ExecAsync("exit 3")).ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_unreachable_with_its_own_words()
    {
        Server.Faults.OnExec(new StatusFault(HttpStatusCode.ServiceUnavailable, "etcd is away"), times: 100);

        var exec = () => ExecAsync("true");

        (await exec.Should().ThrowAsync<NodeUnreachableException>()).WithMessage("*503*etcd is away*");
    }

    [Fact]
    public async Task A_missing_right_is_told_at_once_with_the_rights_that_are_needed()
    {
        Server.Faults.OnExec(new StatusFault(HttpStatusCode.Forbidden, "pods \"gluster-a\" is forbidden"), times: 100);

        var exec = () => ExecAsync("true");

        (await exec.Should().ThrowAsync<NodeUnreachableException>()).WithMessage("*403*is forbidden*pods/exec*");
        Server.Requests.Lines.Count(IsExec).Should().Be(1);
    }

    [Fact]
    public async Task A_cut_before_the_command_was_sent_is_tried_again_or_unreachable_never_unknown()
    {
        Server.Faults.OnExec(new DropFault());

        (await ExecAsync("exit 5")).ExitCode.Should().Be(5);
    }

    [Fact]
    public async Task A_cut_after_the_command_was_sent_leaves_its_outcome_unknown_and_ends_it()
    {
        using var directory = new TemporaryDirectory();
        Server.Faults.OnExec(new ExecFault { When = ExecFaultMoment.AfterInput });

        var run = () => RunAsync(TimeSpan.FromMinutes(1), CancellationToken.None, Sleeper(directory));

        await run.Should().ThrowAsync<NodeOutcomeUnknownException>();
        await Eventually.HoldsAsync(() => !IsAlive(directory), "the command has ended");
        Server.Requests.Lines.Count(IsExec).Should().Be(1);
    }

    [Fact]
    public async Task A_connection_that_went_dead_is_noticed_by_missing_signs_of_life()
    {
        Connect(settings => settings with { KeepAliveInterval = TimeSpan.FromMilliseconds(50), KeepAliveTimeout = TimeSpan.FromMilliseconds(200) });
        Server.Faults.OnExec(new ExecFault { When = ExecFaultMoment.Mute });

        var exec = () => ExecAsync("read -r -t 20 x; sleep 1");

        await exec.Should().ThrowAsync<NodeOutcomeUnknownException>();
    }

    [Fact]
    public async Task An_end_without_status_leaves_the_outcome_unknown()
    {
        Server.Faults.OnExec(new ExecFault { When = ExecFaultMoment.NoStatus });

        var exec = () => ExecAsync("true");

        await exec.Should().ThrowAsync<NodeOutcomeUnknownException>();
    }

    [Theory]
    [InlineData("""{"status":"Failure","message":"Internal error occurred: task 5 not found","reason":"InternalError","code":500}""", "*task 5 not found*")]
    [InlineData("exec failed: plain text", "*plain text*")]
    [InlineData("{\"status\":\"Fail", "*Fail*")]
    public async Task A_status_without_exit_code_leaves_the_outcome_unknown_with_its_words(string status, string message)
    {
        Server.Faults.OnExec(new ExecFault { Status = status });

        var exec = () => ExecAsync("true");

        (await exec.Should().ThrowAsync<NodeOutcomeUnknownException>()).WithMessage(message);
    }

    [Fact]
    public async Task Messages_in_many_small_frames_are_put_together()
    {
        Server.Faults.OnExec(new ExecFault { ChunkBytes = 3 });

        var output = await ExecAsync("printf abcdefghij; exit 7");

        output.ExitCode.Should().Be(7);
        System.Text.Encoding.ASCII.GetString(output.Output.Span).Should().Be("abcdefghij");
    }

    [Fact]
    public async Task An_opening_without_agreed_protocol_is_refused()
    {
        Server.Faults.OnExec(new WrongProtocolFault());

        var exec = () => ExecAsync("true");

        (await exec.Should().ThrowAsync<NodeUnreachableException>()).WithMessage("*protocol none*");
    }

    [Fact]
    public async Task A_pod_that_was_replaced_is_found_under_its_new_name()
    {
        await ExecAsync("true");
        Server.Objects.Remove(new(Namespace, "pods", "gluster-a"));
        Server.AddGlusterPod("gluster-b", Host.ManageHost);

        (await ExecAsync("exit 9")).ExitCode.Should().Be(9);
        Server.Requests.Lines.Should().Contain(line => line.Contains("/pods/gluster-b/exec", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pod_that_is_on_its_way_out_is_not_chosen()
    {
        var pod = Server.Objects.Get(new(Namespace, "pods", "gluster-a"))!;
        pod["metadata"]!["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        Server.Objects.Put(new(Namespace, "pods", "gluster-a"), pod);

        var exec = () => ExecAsync("true");

        (await exec.Should().ThrowAsync<NodeUnreachableException>()).WithMessage("Unable to find a GlusterFS pod on host 127.0.0.1*glusterfs-node*");
    }

    [Fact]
    public async Task Lookups_cost_no_request_while_the_watch_is_open()
    {
        await ExecAsync("true");
        await Eventually.HoldsAsync(() => Server.Objects.Watches == 1, "the pods are watched");
        var before = Server.Requests.Lines.Count(IsList);

        await ExecAsync("true");

        Server.Requests.Lines.Count(IsList).Should().Be(before);
    }

    [Fact]
    public async Task Pods_can_be_named_by_their_label_or_by_their_own_name()
    {
        Server.Objects.Put(new(Namespace, "pods", "labeled"), FakePods.Gluster("labeled", Namespace, "elsewhere", label: Host.ManageHost));
        Connect(settings => settings with { GlusterDaemonSet = false });
        await ExecAsync("true");

        Connect(settings => settings with { UsePodNames = true });
        var output = await _transport!.ExecAsync(Host with { ManageHost = "gluster-a" }, Shell("exit 4"), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        output.ExitCode.Should().Be(4);
        Server.Requests.Lines.Should().Contain(line => line.Contains("/pods/labeled/exec", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rotated_token_is_read_again()
    {
        using var directory = new TemporaryDirectory();
        var token = directory.File("token");
        await File.WriteAllTextAsync(token, "first\n");
        Server.AcceptOnly("first");
        Connect(settings => settings with { TokenFile = token });
        await ExecAsync("true");

        await File.WriteAllTextAsync(token, "second\n");
        Server.AcceptOnly("second");

        (await ExecAsync("exit 6")).ExitCode.Should().Be(6);
    }

    [Fact]
    public async Task Without_an_API_server_the_node_is_unreachable()
    {
        Connect(settings => settings with { Host = "http://127.0.0.1:1" });

        var exec = () => ExecAsync("true");

        (await exec.Should().ThrowAsync<NodeUnreachableException>()).WithMessage("*Kubernetes API*refused*");
    }

    private static bool IsExec(string line) => line.Contains("/exec?", StringComparison.Ordinal);

    private static bool IsList(string line) => line.StartsWith("GET /api/v1/namespaces/storage/pods?", StringComparison.Ordinal)
        && !line.Contains("watch=true", StringComparison.Ordinal);

    private Task<ExecOutput> ExecAsync(string script) =>
        _transport!.ExecAsync(Host, Shell(script), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    private async Task DisconnectAsync()
    {
        foreach (var (transport, connection) in _replaced.Append((_transport, _connection)))
        {
            await (transport?.DisposeAsync() ?? default);
            connection?.Dispose();
        }
    }

    private void Connect(Func<KubernetesSettings, KubernetesSettings> change)
    {
        var settings = change(new()
        {
            Host = Server.Address.ToString(),
            Namespace = Namespace,
            GlusterDaemonSet = true,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        });
        _replaced.Add((_transport, _connection));
        _connection = KubernetesConnection.Open(settings, TimeProvider.System);
        _transport = new(_connection, settings, TimeProvider.System, _loggers.CreateLogger<KubernetesTransport>());
    }
}
