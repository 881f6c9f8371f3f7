using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Replay;

/// <summary>How one recorded exchange went.</summary>
/// <param name="Exchange">What was recorded.</param>
/// <param name="Failure">What differs, or null.</param>
/// <param name="Difference">The entry of the list of wanted differences that was needed, or null.</param>
public sealed record ExchangeResult(RecordedExchange Exchange, string? Failure, string? Difference = null)
{
    public bool Passed => Failure is null;

    public override string ToString() =>
        $"line {Exchange.Line} \"{Exchange.Step}\" {Exchange.Method} {Exchange.Path} (recorded {Exchange.Status}): {Failure}";
}
