using System.Text.RegularExpressions;
using Heketi.Conformance.Http;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>
/// A wanted difference from the recordings: where it may show, what is accepted there, and why. The same
/// list, in words, is docs/differences.md.
/// </summary>
public sealed record Difference
{
    /// <summary>The name of its entry in docs/differences.md.</summary>
    public required string Id { get; init; }

    /// <summary>The recordings that it may show in, as a pattern.</summary>
    public required string Files { get; init; }

    /// <summary>The steps that it may show in, as a pattern.</summary>
    public required string Steps { get; init; }

    public required string Reason { get; init; }

    /// <summary>Turns an acceptable answer into the recorded one, which is then compared as ever; null if it is not acceptable.</summary>
    public required Func<RecordedExchange, RawResponse, RawResponse?> Accept { get; init; }

    public bool Concerns(string file, RecordedExchange exchange) =>
        Regex.IsMatch(file, $"^(?:{Files})$", RegexOptions.CultureInvariant) && Regex.IsMatch(exchange.Step ?? "", $"^(?:{Steps})$", RegexOptions.CultureInvariant);
}
