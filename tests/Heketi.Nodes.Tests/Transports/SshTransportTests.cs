using System.Net;
using System.Net.Sockets;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports;
using Heketi.Nodes.Transports.Ssh;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Tests.Transports;

public sealed class SshTransportTests(SshServerFixture fixture) : CommandTransportContract, IClassFixture<SshServerFixture>
{
    private readonly RecordingLoggers _loggers = new();
    private SshTransport? _transport;

    protected override ICommandTransport Transport => _transport!;

    private SshServer Server => fixture.Server;

    public override ValueTask InitializeAsync()
    {
        _transport = NewTransport(Settings());
        return default;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_transport is not null)
        {
            await _transport.DisposeAsync();
        }

        _loggers.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task Other_kinds_of_keys_open_the_door_too(string type)
    {
        await UseAsync(Settings() with { KeyFile = Server.KeyFile(type) });

        (await RunAsync(Step("echo in"))).Steps[0].OutputText.Should().Be("in\n");
    }

    [Fact]
    public async Task A_key_that_the_host_does_not_know_makes_it_unreachable_and_says_why()
    {
        await UseAsync(Settings() with { KeyFile = Server.KeyFile("stranger") });

        var thrown = (await Run.Should().ThrowAsync<NodeUnreachableException>()).Which;
        thrown.Message.Should().Contain("does not let user").And.Contain("sshexec.keyfile");
    }

    [Fact]
    public async Task A_closed_port_makes_the_host_unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await UseAsync(Settings() with { Port = port });

        (await Run.Should().ThrowAsync<NodeUnreachableException>()).Which.Host.Should().Be("127.0.0.1");
    }

    [Fact]
    public async Task A_host_that_never_answers_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await UseAsync(Settings() with
        {
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            ConnectTimeout = TimeSpan.FromMilliseconds(300),
        });

        await Run.Should().ThrowAsync<NodeUnreachableException>();
    }

    [Fact]
    public async Task A_broken_connection_is_replaced()
    {
        await RunAsync(Step("true"));

        Server.BreakConnections();

        // The client may learn of it only when it uses the connection; then the next use works
        var first = await Record.ExceptionAsync(Run);
        first.Should().Match(e => e == null || e is NodeException);
        (await RunAsync(Step("echo again"))).Steps[0].OutputText.Should().Be("again\n");
    }

    [Fact]
    public async Task A_connection_that_breaks_under_a_command_leaves_its_outcome_unknown_and_ends_it()
    {
        using var directory = new TemporaryDirectory();
        var running = RunAsync(Sleeper(directory));
        await Eventually.HoldsAsync(() => IsAlive(directory), "the command runs");

        Server.BreakConnections();

        await running.Invoking(task => task).Should().ThrowAsync<NodeOutcomeUnknownException>();
        await Eventually.HoldsAsync(() => !IsAlive(directory), "the command has ended");
    }

    [Fact]
    public async Task A_host_that_goes_dark_under_a_command_leaves_its_outcome_unknown()
    {
        await UseAsync(Settings() with { KeepAliveInterval = TimeSpan.FromSeconds(1) });
        using var directory = new TemporaryDirectory();
        var running = RunAsync(Sleeper(directory));
        await Eventually.HoldsAsync(() => IsAlive(directory), "the command runs");

        Server.FreezeConnections();

        (await running.Invoking(task => task).Should().ThrowAsync<NodeOutcomeUnknownException>()).WithMessage("*no sign of life*");
        (await RunAsync(Step("echo again"))).Steps[0].OutputText.Should().Be("again\n");
        Server.BreakConnections();
        await Eventually.HoldsAsync(() => !IsAlive(directory), "the command has ended");
    }

    [Fact]
    public async Task A_command_that_takes_longer_than_all_keep_alives_is_left_alone()
    {
        await UseAsync(Settings() with { KeepAliveInterval = TimeSpan.FromMilliseconds(50), KeepAliveMisses = 400 });

        (await RunAsync(Step("sleep 2; echo done"))).Steps[0].OutputText.Should().Be("done\n");
    }

    [Fact]
    public async Task A_session_that_sshd_refuses_fails_alone()
    {
        await using var strict = await Server.StartAnotherAsync("MaxSessions 2");
        await UseAsync(Settings() with { Port = strict.Port });
        using var directory = new TemporaryDirectory();
        var running = new[] { RunAsync(Waiter(directory, "1")), RunAsync(Waiter(directory, "2")) };
        await Eventually.HoldsAsync(() => File.Exists(directory.File("1")) && File.Exists(directory.File("2")), "both run");

        var refused = (await Run.Should().ThrowAsync<NodeUnreachableException>()).Which;

        refused.Message.Should().Contain("MaxSessions");
        await ShouldEndWellAsync(directory, running);
        (await RunAsync(Step("echo again"))).Steps[0].OutputText.Should().Be("again\n");
    }

    [Fact]
    public async Task A_command_too_long_for_SSH_fails_alone()
    {
        using var directory = new TemporaryDirectory();
        var running = RunAsync(Waiter(directory, "1"));
        await Eventually.HoldsAsync(() => File.Exists(directory.File("1")), "it runs");

        var refused = () => Transport.ExecAsync(
            Host, CommandLine.Of("echo", new string('x', 70_000)), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        (await refused.Should().ThrowAsync<NodeUnreachableException>()).WithMessage("*too long*");
        await ShouldEndWellAsync(directory, running);
    }

    [Fact]
    public async Task Known_hosts_let_a_known_host_in()
    {
        using var directory = new TemporaryDirectory();
        await UseKnownHostsAsync(directory, $"[127.0.0.1]:{Server.Port} {Server.HostKey}");

        (await RunAsync(Step("echo known"))).Steps[0].OutputText.Should().Be("known\n");
        _loggers.Lines.Should().NotContain(line => line.Contains("not checked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Known_hosts_keep_a_stranger_out()
    {
        using var directory = new TemporaryDirectory();
        await UseKnownHostsAsync(directory, $"[127.0.0.1]:{Server.Port} {File.ReadAllText(Server.KeyFile() + ".pub")}");

        (await Run.Should().ThrowAsync<NodeUnreachableException>()).Which.Message.Should().Contain("SSH_KNOWN_HOSTS");
    }

    [Fact]
    public async Task Without_known_hosts_there_is_one_warning()
    {
        await RunAsync(Step("true"));
        await RunAsync(Step("true"));

        _loggers.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain("SSH_KNOWN_HOSTS");
    }

    [Fact]
    public void A_key_with_a_passphrase_is_refused_by_name() =>
        FluentActions.Invoking(() => NewTransport(Settings() with { KeyFile = Server.KeyFile("encrypted") }))
            .Should().Throw<SshConfigurationException>().WithMessage("sshexec.keyfile*user_encrypted*passphrase*");

    private Func<Task> Run => () => RunAsync(Step("true"));

    /// <summary>Makes a file and goes on until there is one named "go".</summary>
    private static CommandStep Waiter(TemporaryDirectory directory, string name) =>
        Step($"touch {directory.File(name)}; until [ -e {directory.File("go")} ]; do sleep 0.1; done; echo done");

    private static async Task ShouldEndWellAsync(TemporaryDirectory directory, params Task<BatchResult>[] running)
    {
        await File.WriteAllTextAsync(directory.File("go"), "");
        (await Task.WhenAll(running)).Should().OnlyContain(result => result.Steps[0].OutputText == "done\n");
    }

    private async Task UseAsync(SshSettings settings)
    {
        await _transport!.DisposeAsync();
        _transport = NewTransport(settings);
    }

    private async Task UseKnownHostsAsync(TemporaryDirectory directory, string line)
    {
        _loggers.Lines.Clear();
        await File.WriteAllTextAsync(directory.File("known_hosts"), line);
        await UseAsync(Settings() with { KnownHostsFiles = [directory.File("known_hosts")] });
    }

    private SshSettings Settings() => new() { KeyFile = Server.KeyFile(), User = Environment.UserName, Port = Server.Port };

    private SshTransport NewTransport(SshSettings settings) => new(settings, TimeProvider.System, _loggers.CreateLogger<SshTransport>());
}
