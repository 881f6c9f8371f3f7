using Heketi.Cli.Commands;

namespace Heketi.Cli.Tests;

public sealed class HelpTests
{
    /// <summary>All runs but those of --version, which differs of course.</summary>
    public static TheoryData<int> RecordedRuns => [.. Recording.Runs("help")
        .Where(run => run.Run.Arguments is not (["--version"] or ["-v"]))
        .Select(run => run.Line)];

    [Theory]
    [MemberData(nameof(RecordedRuns))]
    public async Task Help_and_usage_errors_are_those_of_the_original(int line)
    {
        var recording = Recording.At("help", line);

        var run = await CliRun.RunAsync(recording.Arguments, recording.Environment);

        run.Should().Be(recording.Expected, "that is what `heketi-cli {0}` printed", string.Join(' ', recording.Arguments));
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    public async Task Version_is_the_own_one(string flag)
    {
        var run = await CliRun.RunAsync([flag]);

        run.Output.Should().MatchRegex(@"^heketi-cli v11\.[0-9]+\.[0-9]+[-a-z0-9.]*\n$");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public void Every_command_does_something() =>
        Leaves(new CommandPath(CommandTree.Root, null)).Where(path => path.Command.Action is null).Select(path => path.FullName).Should().BeEmpty();

    [Theory]
    [InlineData("doctor")]
    [InlineData("man")]
    [InlineData("more")]
    [InlineData("wait")]
    public async Task Help_of_new_commands_lists_the_new_flags(string command)
    {
        var run = await CliRun.RunAsync([command, "--help"]);

        run.Output.Should().Contain("--output string").And.Contain("--timeout string").And.Contain("--wait").And.Contain("--json");
        run.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task More_names_every_command_and_flag_that_other_help_leaves_out()
    {
        var run = await CliRun.RunAsync(["more"]);

        run.Output.Should().ContainAll(CommandTree.Root.Subcommands.Where(command => command.IsNew).Select(command => $"  {command.Name}"))
            .And.ContainAll(CommandTree.NewGlobalFlags.Select(flag => $"--{flag.Name}")).And.Contain("--dry-run");
    }

    [Fact]
    public async Task Manual_names_every_command_and_flag()
    {
        var run = await CliRun.RunAsync(["man"]);

        var text = run.Output.Replace("\\-", "-", StringComparison.Ordinal);
        text.Should().ContainAll(Leaves(new CommandPath(CommandTree.Root, null)).Select(path => $".SS {path.FullName["heketi-cli ".Length..]}"))
            .And.ContainAll(CommandTree.AllGlobalFlags.Select(flag => $"--{flag.Name}"));
    }

    /// <summary>To make it anew: <c>heketi-cli man > extras/man/heketi-cli.1</c>.</summary>
    [Fact]
    public async Task Manual_in_the_sources_is_up_to_date()
    {
        var run = await CliRun.RunAsync(["man"]);

        var file = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "heketi-cli.1"), TestContext.Current.CancellationToken);
        file.Should().Be(run.Output);
    }

    private static IEnumerable<CommandPath> Leaves(CommandPath path) => path.Command.Subcommands.Count == 0
        ? [path]
        : path.Command.Subcommands.SelectMany(sub => Leaves(new CommandPath(sub, path)));
}
