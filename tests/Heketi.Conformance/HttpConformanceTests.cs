using Heketi.Conformance.Expectations;
using Heketi.Conformance.Recordings;
using Heketi.Conformance.Replay;
using Heketi.Conformance.Servers;

namespace Heketi.Conformance;

/// <summary>Every recorded HTTP scenario against the real server process, each on a server of its own.</summary>
public sealed class HttpConformanceTests(ConformanceSummary summary)
{
    public static TheoryData<string> Recordings => [.. RecordingChoice.Of("http", HttpRecording.Names())];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Answers_as_recorded(string name)
    {
        var recording = HttpRecording.Load(name);
        await using var server = await HeketiServerProcess.StartAsync(
            Programs.Server,
            recording.ConfigOverrides,
            recording.Hosts,
            recording.Arguments,
            recording.Environment,
            TestContext.Current.CancellationToken,
            recording.Database);

        var report = await new HttpReplay(recording, server, Differences.All, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);

        var verdict = Verdict.Of(report, NotYet.Http);
        summary.Add("http", report, verdict);
        if (!verdict.IsGood)
        {
            Assert.Fail($"{name}: {report.Passed}/{report.Total}\n{verdict}\nserver's output: {server.Output}");
        }
    }

    [Fact]
    public void What_is_not_yet_names_files_that_exist() =>
        NotYet.Http.Select(entry => entry.File).Except(HttpRecording.Names()).Should().BeEmpty();
}
