namespace Heketi.CrashTest;

/// <summary>Outcome of a crash test.</summary>
/// <param name="Rounds">Kills.</param>
/// <param name="Acknowledged">Changes that were acknowledged.</param>
/// <param name="Lost">Acknowledged changes that are gone, and changes that are there in part.</param>
public sealed record CrashTestResult(int Rounds, int Acknowledged, int Lost)
{
    /// <summary>For people.</summary>
    public override string ToString() => $"crash test: {Rounds} rounds, {Acknowledged} acknowledged changes checked, {Lost} lost";
}
