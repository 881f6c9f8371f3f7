using Heketi.Cli.Completion;

namespace Heketi.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("vol", "volume")]
    [InlineData("volume e", "endpoint expand")]
    [InlineData("volume create --si", "--size")]
    [InlineData("volume create --out", "--output")]
    [InlineData("volume create --name x --persistent-volume-f", "--persistent-volume-file")]
    [InlineData("volume create --name ", "")]
    [InlineData("--server http://h:1 volume inf", "info")]
    [InlineData("topology load --dr", "--dry-run")]
    [InlineData("doc", "doctor")]
    public async Task Completes(string line, string candidates)
    {
        var run = await CliRun.RunAsync([CompletionCandidates.Command, .. line.Split(' ')]);

        run.ExitCode.Should().Be(0);
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(candidate => candidate.Split('\t')[0])
            .Should().Equal(candidates.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _heketi_cli heketi-cli")]
    [InlineData("fish", "complete -c heketi-cli")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName heketi-cli")]
    [InlineData("zsh", "compdef _heketi_cli heketi-cli")]
    public async Task Scripts_ask_this_program(string shell, string registration)
    {
        var run = await CliRun.RunAsync(["completion", shell]);

        run.Output.Should().Contain(registration).And.Contain($"heketi-cli {CompletionCandidates.Command}");
    }
}
