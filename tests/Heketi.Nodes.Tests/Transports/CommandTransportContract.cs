using System.Globalization;
using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Tests.Support;
using Heketi.Nodes.Transports;
using Microsoft.Extensions.Logging;

namespace Heketi.Nodes.Tests.Transports;

/// <summary>What every transport must do, seen through the batches that run over it.</summary>
public abstract class CommandTransportContract : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly RecordingLoggers _loggers = new();

    protected abstract ICommandTransport Transport { get; }

    protected static NodeHost Host { get; } = new("n1", "127.0.0.1", "node1");

    public virtual ValueTask InitializeAsync() => default;

    public virtual ValueTask DisposeAsync()
    {
        _loggers.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task Exit_codes_and_both_streams_of_each_command_come_back()
    {
        var result = await RunAsync(
            Step("echo out; echo err >&2"),
            Step("printf 'no newline'; exit 3") with { MayFail = true },
            Step("true"));

        result.Steps.Select(step => step.Main!.ExitCode).Should().Equal(0, 3, 0);
        result.Steps.Select(step => step.Main!.OutputText).Should().Equal("out\n", "no newline", "");
        result.Steps.Select(step => step.Main!.ErrorText).Should().Equal("err\n", "", "");
        result.Failure.Should().BeNull();
    }

    [Fact]
    public async Task A_failed_command_ends_the_batch()
    {
        var result = await RunAsync(Step("true"), Step("echo why >&2; exit 5"), Step("true"));

        result.Steps.Select(step => step.Outcome).Should().Equal(StepOutcome.Done, StepOutcome.Failed, StepOutcome.NotRun);
        var thrown = FluentActions.Invoking(result.EnsureDone).Should().Throw<NodeCommandException>().Which;
        thrown.Message.Should().Be("why");
        thrown.ExitCode.Should().Be(5);
        thrown.Host.Should().Be("127.0.0.1");
    }

    [Fact]
    public async Task Fallbacks_run_only_after_a_failure_and_the_first_good_one_counts()
    {
        var result = await RunAsync(
            Step("true").Or(Shell("echo never"), FallbackKind.Succeeds),
            Step("false").Or(Shell("exit 1"), FallbackKind.Succeeds).Or(Shell("echo there"), FallbackKind.Prints).Or(Shell("echo never")),
            Step("false").Or(Shell("true"), FallbackKind.Prints).Or(Shell("true"), FallbackKind.PrintsNothing),
            Step("false").Or(Shell("exit 9"), FallbackKind.Fails),
            Step("false").Or(Shell("echo look"), FallbackKind.Explains));

        result.Steps.Select(step => step.Outcome).Should().Equal(
            StepOutcome.Done, StepOutcome.DoneByFallback, StepOutcome.DoneByFallback, StepOutcome.DoneByFallback, StepOutcome.Failed);
        result.Steps.Select(step => step.Fallbacks.Length).Should().Equal(0, 2, 2, 1, 1);
        result.Steps[1].Fallbacks[1].OutputText.Should().Be("there");
        result.Steps[3].Fallbacks[0].ExitCode.Should().Be(9);
    }

    [Fact]
    public async Task A_fallback_that_asks_for_output_does_not_take_an_error_for_an_answer()
    {
        var result = await RunAsync(Step("false").Or(Shell("exit 5"), FallbackKind.PrintsNothing));

        result.Steps[0].Outcome.Should().Be(StepOutcome.Failed);
    }

    [Fact]
    public async Task Much_output_on_both_streams_at_once_arrives_whole()
    {
        const int size = 10 * 1024 * 1024;
        var result = await RunAsync(Step($"head -c {size} /dev/zero | tr '\\0' a & head -c {size} /dev/zero | tr '\\0' b >&2; wait"));

        result.Steps[0].Main!.Output.Length.Should().Be(size);
        result.Steps[0].Main!.Errors.Length.Should().Be(size);
        result.Steps[0].Main!.Output.Span.ContainsAnyExcept((byte)'a').Should().BeFalse();
        result.Steps[0].Main!.Errors.Span.ContainsAnyExcept((byte)'b').Should().BeFalse();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_arrive_as_they_are()
    {
        var result = await RunAsync(Step("printf '\\xff\\x00\\xc3\\x28\\n\\x80'"), Step("printf '\\xfe' >&2"));

        result.Steps[0].Main!.Output.ToArray().Should().Equal(0xff, 0x00, 0xc3, 0x28, 0x0a, 0x80);
        result.Steps[0].OutputText.Should().Contain("\uFFFD");
        result.Steps[1].Main!.Errors.ToArray().Should().Equal(0xfe);
    }

    [Fact]
    public async Task Commands_find_an_empty_stdin()
    {
        var result = await RunAsync(new CommandStep(CommandLine.Of("cat")), new CommandStep(CommandLine.Of("wc", "-c")));

        result.Steps.Select(step => step.OutputText.Trim()).Should().Equal("", "0");
    }

    [Fact]
    public async Task Nasty_arguments_arrive_byte_for_byte()
    {
        string[] nasty =
        [
            "", " ", "'", "''", "\"", "\\", "$HOME", "`id`", "$(id)", "a b", "\n", "a\nb\n", "\t", ";", "&&", "|", ">", "<", "*", "?",
            "[a]", "{a,b}", "~", "~root", "!", "#", "-n", "--", "=", "a=b", "%s", "\\n", "ä€𝄞", "\u0001\u001b[31m", "'; touch /tmp/x; '",
            new string('x', 4000),
        ];
        var random = new Random(20260101);
        string[] junk = [.. Enumerable.Range(0, 200).Select(_ => Junk(random))];
        var words = nasty.Concat(junk).ToArray();

        var result = await RunAsync(new CommandStep(CommandLine.Of("printf", "%s\\0").With(words)));

        result.Steps[0].OutputText.Split('\0')[..^1].Should().Equal(words);
    }

    [Fact]
    public async Task A_batch_as_long_as_any_may_be_arrives()
    {
        // 64 KiB without what the script has around it
        var result = await RunAsync(new CommandStep(CommandLine.Of("printf", "%s", new string('x', 64_500))));

        result.Steps[0].OutputText.Should().HaveLength(64_500);
    }

    [Fact]
    public async Task Many_batches_run_at_the_same_time_without_mixing()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => RunAsync(Step($"echo {i}; echo e{i} >&2"))));

        results.Select(result => result.Steps[0].OutputText).Should()
            .Equal(Enumerable.Range(0, 24).Select(i => i.ToString(CultureInfo.InvariantCulture) + "\n"));
        results.Select(result => result.Steps[0].Main!.ErrorText).Should().Equal(Enumerable.Range(0, 24).Select(i => $"e{i}\n"));
    }

    [Fact]
    public async Task A_batch_past_its_limit_is_ended_on_the_host()
    {
        using var directory = new TemporaryDirectory();
        var run = () => RunAsync(TimeSpan.FromSeconds(1), CancellationToken.None, Step("true"), Sleeper(directory));

        var thrown = (await run.Should().ThrowAsync<NodeOutcomeUnknownException>()).Which;
        thrown.Message.Should().Contain("1 s").And.Contain("sleep");
        await Eventually.HoldsAsync(() => !IsAlive(directory), "the command has ended");
    }

    [Fact]
    public async Task Cancelling_ends_the_command_on_the_host()
    {
        using var directory = new TemporaryDirectory();
        using var cancelling = new CancellationTokenSource();
        var running = RunAsync(Limit, cancelling.Token, Sleeper(directory));
        await Eventually.HoldsAsync(() => IsAlive(directory), "the command runs");

        await cancelling.CancelAsync();

        await running.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        await Eventually.HoldsAsync(() => !IsAlive(directory), "the command has ended");
        (await RunAsync(Step("echo next"))).Steps[0].OutputText.Should().Be("next\n");
    }

    [Fact]
    public async Task What_ends_the_shell_itself_leaves_the_outcome_unknown()
    {
        var run = () => RunAsync(Step("true"), Step("kill -9 $PPID"), Step("true"));

        await run.Should().ThrowAsync<NodeOutcomeUnknownException>();
    }

    [Fact]
    public async Task The_log_has_each_command_but_no_secret()
    {
        await RunAsync(new CommandStep(CommandLine.Of("printf", "%s", new Secret("hunter2"))), Step("echo oops >&2; exit 4") with { MayFail = true });

        var log = string.Join('\n', _loggers.Lines);
        log.Should().Contain("[printf %s ***] exit status 0").And.Contain("exit status 4").And.Contain("stderr: [oops]");
        log.Should().NotContain("hunter2");
    }

    protected Task<BatchResult> RunAsync(params CommandStep[] steps) => RunAsync(Limit, TestContext.Current.CancellationToken, steps);

    protected Task<BatchResult> RunAsync(TimeSpan limit, CancellationToken cancellationToken, params CommandStep[] steps) =>
        new BatchRunner(Transport, useSudo: false, _loggers.CreateLogger<BatchRunner>()).RunAsync(Host, new([.. steps], limit), cancellationToken);

    protected static CommandLine Shell(string script) => CommandLine.Of("/bin/bash", "-c", script);

    protected static CommandStep Step(string script) => new(Shell(script));

    protected static CommandStep Sleeper(TemporaryDirectory directory) =>
        Step($"echo $$ >{directory.File("new")}; mv {directory.File("new")} {directory.File("pid")}; exec sleep 300");

    protected static bool IsAlive(TemporaryDirectory directory) =>
        File.Exists(directory.File("pid")) && Directory.Exists("/proc/" + File.ReadAllText(directory.File("pid")).Trim());

    private static string Junk(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(12); i >= 0; i--)
        {
            text.Append(random.Next(4) switch
            {
                0 => (char)random.Next('a', 'z'),
                1 => "'\"\\$`!*?;&|<>(){}[]~# \n\t"[random.Next(24)],
                2 => (char)random.Next(1, 0xd800),
                _ => '\'',
            });
        }

        return text.ToString();
    }
}
