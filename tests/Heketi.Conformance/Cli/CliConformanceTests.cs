using Heketi.Conformance.Expectations;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Replay;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Cli;

/// <summary>Every recorded run of heketi-cli, as a real process, against a server of its own.</summary>
public sealed class CliConformanceTests(ConformanceSummary summary)
{
    public static TheoryData<string> Recordings => [.. RecordingChoice.Of("cli", CliRecording.Names().Except(ServerCommandTests.Files))];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Prints_as_recorded(string name)
    {
        var (report, output) = await ReplayAsync(name);
        var verdict = Verdict.Of(report, NotYet.Cli);
        summary.Add("cli", report, verdict);
        if (!verdict.IsGood)
        {
            Assert.Fail($"{name}: {report.Passed}/{report.Total}\n{verdict}\nserver's output: {output}");
        }
    }

    private static async Task<(ReplayReport Report, string Output)> ReplayAsync(string name)
    {
        await using var servers = new CliServers();
        var report = await new CliReplay(CliRecording.Load(name), Programs.Cli, servers).RunAsync(TestContext.Current.CancellationToken);
        return (report, servers.Output);
    }

    [Fact]
    public void What_is_not_yet_names_files_that_exist() =>
        NotYet.Cli.Select(entry => entry.File).Except(CliRecording.Names()).Should().BeEmpty();
}
