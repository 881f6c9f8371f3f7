using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.Nodes.Tests.Commands;

public sealed class BatchRunnerTests
{
    private static readonly NodeHost Host = new("n", "h", "s");

    [Fact]
    public async Task Sudo_runs_bash_and_all_commands_in_it()
    {
        using var tools = new TemporaryDirectory();
        Write(tools, $"echo \"$1 $2\" >>{tools.File("calls")}; exec \"$@\"");

        var result = await RunAsync(tools, CommandLine.Of("echo", "a 'b'"), CommandLine.Of("echo", "c"));

        result.Steps.Select(step => step.OutputText).Should().Equal("a 'b'\n", "c\n");
        File.ReadAllLines(tools.File("calls")).Should().Equal("/bin/bash -c");
    }

    [Fact]
    public async Task A_sudo_that_refuses_is_an_error_in_its_words()
    {
        using var tools = new TemporaryDirectory();
        Write(tools, "echo 'sudo: a password is required' >&2; exit 1");

        var thrown = (await FluentActions.Awaiting(() => RunAsync(tools, CommandLine.Of("true"))).Should().ThrowAsync<NodeCommandException>()).Which;

        thrown.Message.Should().Be("sudo: a password is required");
        thrown.ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task A_batch_that_no_exec_can_take_is_refused_before_it_is_sent()
    {
        using var tools = new TemporaryDirectory();

        await FluentActions.Awaiting(() => RunAsync(tools, CommandLine.Of("echo", new string('x', 130_000)))).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task What_quoting_adds_to_a_batch_counts()
    {
        using var tools = new TemporaryDirectory();

        await FluentActions.Awaiting(() => RunAsync(tools, CommandLine.Of("echo", new string('\'', 10_000)))).Should().ThrowAsync<ArgumentException>();
    }

    private static Task<BatchResult> RunAsync(TemporaryDirectory tools, params CommandLine[] commands) =>
        new BatchRunner(new LocalTransport(tools.Path), useSudo: true, NullLogger<BatchRunner>.Instance)
            .RunAsync(Host, new([.. commands.Select(command => new CommandStep(command))], TimeSpan.FromMinutes(1)), CancellationToken.None);

    private static void Write(TemporaryDirectory tools, string script)
    {
        File.WriteAllText(tools.File("sudo"), "#!/bin/bash\n" + script + "\n");
        File.SetUnixFileMode(tools.File("sudo"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
