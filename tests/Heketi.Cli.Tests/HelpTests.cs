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

    public static TheoryData<string> CommandsWithoutAction => [.. Leaves(new CommandPath(CommandTree.Root, null))
        .Where(path => path.Command.Action is null)
        .Select(path => path.FullName)];

    [Theory]
    [MemberData(nameof(CommandsWithoutAction))]
    public async Task What_is_not_there_yet_says_so(string command)
    {
        var run = await CliRun.RunAsync(command.Split(' ').Skip(1));

        run.Should().Be(CliRun.Failure($"{command} is not there yet in this version of heketi-cli"));
    }

    private static IEnumerable<CommandPath> Leaves(CommandPath path) => path.Command.Subcommands.Count == 0
        ? [path]
        : path.Command.Subcommands.SelectMany(sub => Leaves(new CommandPath(sub, path)));
}
