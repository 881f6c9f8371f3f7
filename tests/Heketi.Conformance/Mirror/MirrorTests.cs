using Heketi.Conformance.Recordings;
using Heketi.Conformance.Replay;

namespace Heketi.Conformance.Mirror;

/// <summary>The harness against a server that is right by construction, and against the same server bent.</summary>
public sealed class MirrorTests
{
    public static TheoryData<string> Recordings => [.. HttpRecording.Names()];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Accepts_its_own_recording_with_other_ids(string name)
    {
        var report = await ReplayAsync(name, null);

        report.Failures.Should().BeEmpty();
        report.Total.Should().Be(HttpRecording.Load(name).Exchanges.Count(exchange => !exchange.IsNoteOnly && exchange.Status is not null));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("header value")]
    [InlineData("extra header")]
    [InlineData("missing header")]
    [InlineData("end of body")]
    [InlineData("number")]
    [InlineData("key")]
    [InlineData("blank")]
    [InlineData("chunks")]
    public async Task Refuses_a_bent_answer(string what)
    {
        var report = await ReplayAsync("clusters", (exchange, answer) => exchange.Line != 2 ? answer : Bend(what, answer));

        report.Failures.Should().Contain(failure => failure.Exchange.Line == 2);
    }

    private static MirrorAnswer Bend(string what, MirrorAnswer answer) => what switch
    {
        "status" => answer with { Status = answer.Status + 1 },
        "header value" => answer with { Headers = With(answer, "Content-Type", "application/json") },
        "extra header" => answer with { Headers = With(answer, "Server", "Kestrel") },
        "missing header" => answer with { Headers = answer.Headers.Where(header => header.Key != "Content-Type").ToDictionary() },
        "end of body" => answer with { Body = answer.Body.TrimEnd('\n') },
        "number" => answer with { Body = answer.Body.Replace("[]", "[1]", StringComparison.Ordinal) },
        "key" => answer with { Body = answer.Body.Replace("clusters", "Clusters", StringComparison.Ordinal) },
        "blank" => answer with { Body = answer.Body.Replace(":", ": ", StringComparison.Ordinal) },
        "chunks" => answer with { Headers = answer.Headers.Where(header => header.Key != "Content-Length").ToDictionary() },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static Dictionary<string, string> With(MirrorAnswer answer, string name, string value) =>
        new(answer.Headers, StringComparer.Ordinal) { [name] = value };

    private static async Task<ReplayReport> ReplayAsync(string name, Func<RecordedExchange, MirrorAnswer, MirrorAnswer>? bend)
    {
        var recording = HttpRecording.Load(name);
        await using var mirror = new MirrorServer(recording, seed: 20, bend);
        return await new HttpReplay(recording, mirror, [], TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
    }
}
