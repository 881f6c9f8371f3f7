using Heketi.Conformance.Expectations;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance.Cli;

/// <summary>Every recorded run of the server's own program, as a real process.</summary>
public sealed class ServerCommandTests(ConformanceSummary summary)
{
    /// <summary>The recordings of the server's program; all others are of heketi-cli.</summary>
    public static readonly string[] Files = ["heketi_binary", "heketi_db_commands"];

    public static TheoryData<string> Recordings => [.. RecordingChoice.Of("cli", Files)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Prints_as_recorded(string name)
    {
        var folder = Directory.CreateTempSubdirectory("heketi-conformance-server-").FullName;
        try
        {
            var report = await new ServerCommandReplay(CliRecording.Load(name), Programs.Server, folder).RunAsync(TestContext.Current.CancellationToken);
            var verdict = Verdict.Of(report, NotYet.Cli);
            summary.Add("cli", report, verdict);
            if (!verdict.IsGood)
            {
                Assert.Fail($"{name}: {report.Passed}/{report.Total}\n{verdict}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
