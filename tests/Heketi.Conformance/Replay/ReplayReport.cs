namespace Heketi.Conformance.Replay;

/// <summary>How a whole recording went.</summary>
public sealed record ReplayReport(string Name, IReadOnlyList<ExchangeResult> Results)
{
    public int Total => Results.Count;

    public int Passed => Results.Count(result => result.Passed);

    public IEnumerable<ExchangeResult> Failures => Results.Where(result => !result.Passed);
}
