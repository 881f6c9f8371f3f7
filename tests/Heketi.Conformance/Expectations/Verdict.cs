using Heketi.Conformance.Replay;

namespace Heketi.Conformance.Expectations;

/// <summary>What a replay means: the failures that count, and entries of <see cref="NotYet"/> that are out of date.</summary>
public sealed record Verdict(IReadOnlyList<ExchangeResult> Failures, IReadOnlyList<NotYet> OutOfDate)
{
    private const int Shown = 10;

    /// <summary>
    /// Entries that are out of date are told, but fail nothing: some exchanges pass by the chance of a placement or of ids.
    /// </summary>
    public bool IsGood => Failures.Count == 0;

    public static Verdict Of(ReplayReport report, IEnumerable<NotYet> notYet)
    {
        var entries = notYet.Where(entry => entry.File == report.Name).ToList();
        return new Verdict(
            [.. report.Failures.Where(failure => !entries.Exists(entry => entry.Concerns(failure.Exchange)))],
            [.. entries.Where(entry => report.Results.Where(result => entry.Concerns(result.Exchange)).All(result => result.Passed))]);
    }

    public override string ToString() => string.Join('\n', [
        .. OutOfDate.Select(entry => $"now passes: remove it from NotYet: {entry}"),
        $"{Failures.Count} exchanges differ from the recording:",
        .. Failures.Take(Shown).Select(failure => "  " + failure)]);
}
