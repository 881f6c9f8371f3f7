using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class WaitTests
{
    [Fact]
    public async Task Without_waiting_the_queue_id_is_printed()
    {
        await using var server = (await StubServer.StartAsync()).On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q1"));

        (await CliRun.AgainstAsync(server, "volume delete v1 --wait=false")).Should().Be(CliRun.Success("q1\n"));
        server.Log.Should().Equal("DELETE /volumes/v1");
    }

    [Theory]
    [InlineData("wait q1", "{\"id\":\"v1\"}\n")]
    [InlineData("wait q1 -o yaml", "id: v1\n")]
    [InlineData("wait q2", "Done\n")]
    [InlineData("wait q2 --json", "")]
    public async Task Waits_later(string command, string output)
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /queue/q1", StubAnswer.Pending, StubAnswer.To(303, "/volumes/v1"))
            .On("GET /queue/q2", StubAnswer.NoContent)
            .On("GET /volumes/v1", StubAnswer.Json("""{"id":"v1"}"""));

        (await CliRun.AgainstAsync(server, command)).Should().Be(CliRun.Success(output));
    }

    [Fact]
    public async Task Says_what_failed()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /queue/q1", StubAnswer.Error(500, "No space"));

        (await CliRun.AgainstAsync(server, "wait q1")).Should().Be(CliRun.Failure("No space"));
    }

    [Theory]
    [InlineData("topology load -j t.json --wait=false", "heketi-cli topology load")]
    [InlineData("setup-openshift-heketi-storage --wait=false", "heketi-cli setup-openshift-heketi-storage")]
    public async Task Commands_that_go_on_with_results_always_wait(string command, string name)
    {
        await using var server = await StubServer.StartAsync();

        (await CliRun.AgainstAsync(server, command)).Should().Be(
            CliRun.Failure($"--wait=false does not go together with {name}, which goes on with what the server makes"));
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Gives_up_after_the_timeout_and_names_the_work()
    {
        await using var server = (await StubServer.StartAsync())
            .On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", StubAnswer.Pending);

        (await CliRun.AgainstAsync(server, "volume delete v1 --timeout=1h", time: new HourInThreePauses())).Should().Be(
            CliRun.Failure("no result within 1h; the server goes on with the work, wait for it with: heketi-cli wait q1"));
    }

    [Theory]
    [InlineData("never")]
    [InlineData("0")]
    [InlineData("-5s")]
    [InlineData("9999h")]
    public async Task Refuses_what_is_no_time(string time)
    {
        await using var server = await StubServer.StartAsync();

        (await CliRun.AgainstAsync(server, $"volume list --timeout={time}")).Should().Be(
            CliRun.Failure($"--timeout is \"{time}\"; give a time like 90s, 5m or 1h30m, at most 24 days"));
    }

    [Fact]
    public async Task On_a_terminal_a_line_tells_how_it_goes()
    {
        await using var server = (await StubServer.StartAsync())
            .On("DELETE /volumes/v1", StubAnswer.To(202, "/queue/q1"))
            .On("GET /queue/q1", [.. Enumerable.Repeat(StubAnswer.Pending, 9), StubAnswer.NoContent])
            .On("GET /operations/pending", StubAnswer.Json("""{"pendingoperations":[{"id":"o1","type_name":"delete-volume","status":"","sub_status":"in-flight"}]}"""))
            .On("GET /operations/pending/o1", StubAnswer.Json("""{"id":"o1","type_name":"delete-volume","changes":[{"id":"b1","description":"Delete brick"},{"id":"b2","description":"Delete brick"},{"id":"v1","description":"Delete volume"}]}"""));
        await using var terminal = new StringWriter();
        await using var output = new StringWriter();

        await CliProgram.RunAsync(
            ["volume", "delete", "v1", "--server", server.Address], output, terminal, new Dictionary<string, string>(), "/tmp", new PassingTime(), terminal, TestContext.Current.CancellationToken);

        output.ToString().Should().Be("Volume v1 deleted\n");
        terminal.ToString().Should().Contain("\r\e[Kdelete-volume: Delete brick (2), Delete volume, ").And.EndWith("\r\e[K");
    }

    /// <summary>A clock that moves on by a second whenever it is looked at.</summary>
    private sealed class PassingTime : TimeProvider
    {
        private readonly InstantTime _timers = new();
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _seconds);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _timers.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>A clock on which pauses are over at once, and an hour with the third of them.</summary>
    private sealed class HourInThreePauses : TimeProvider
    {
        private readonly InstantTime _pauses = new();
        private Action _endHour = () => { };
        private int _count;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == TimeSpan.FromHours(1))
            {
                _endHour = () => callback(state);
                return _pauses.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
            }

            return Interlocked.Increment(ref _count) == 3
                ? _pauses.CreateTimer(_ => _endHour(), null, dueTime, period)
                : _pauses.CreateTimer(callback, state, dueTime, period);
        }
    }
}
