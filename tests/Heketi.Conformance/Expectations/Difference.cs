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

    /// <summary>The exchanges that it may show in, as a pattern on "LINE step METHOD path".</summary>
    public required string Steps { get; init; }

    public required string Reason { get; init; }

    /// <summary>Says what is wanted instead of what was recorded; compared as strictly as a recording.</summary>
    public Func<RecordedExchange, RecordedExchange>? Expect { get; init; }

    /// <summary>Where the wanted answer is not fixed: turns an acceptable one into the recorded one; null if it is not acceptable.</summary>
    public Func<RecordedExchange, RawResponse, RawResponse?>? Accept { get; init; }

    /// <summary>Where nothing of the recorded body can be wanted: whether ours is right. Status and headers are compared all the same.</summary>
    public Func<RecordedExchange, RawResponse, bool>? Judge { get; init; }

    /// <summary>The exchange that takes place instead, where ours goes another way.</summary>
    public Func<RecordedExchange, RecordedExchange>? Replace { get; init; }

    /// <summary>The exchange cannot take place, as a consequence of another one of the same entry.</summary>
    public bool Drops { get; init; }

    public bool Concerns(string file, RecordedExchange exchange) =>
        Regex.IsMatch(file, $"^(?:{Files})$", RegexOptions.CultureInvariant) && Regex.IsMatch(exchange.Subject, Steps, RegexOptions.CultureInvariant);
}
