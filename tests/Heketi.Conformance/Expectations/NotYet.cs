using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>
/// What the server cannot do yet, and why. A whole file, or some steps of a file that is required
/// otherwise. An entry that has come to pass is told in the run's output. Empty: all recordings are required.
/// </summary>
/// <param name="File">The recording.</param>
/// <param name="Steps">Which of its steps, as a pattern on "LINE step METHOD path"; null for the whole file.</param>
/// <param name="Why">What is missing.</param>
public sealed record NotYet(string File, string? Steps, string Why)
{
    public static ImmutableArray<NotYet> Http { get; } = [];

    public static ImmutableArray<NotYet> Cli { get; } = [];

    public bool Concerns(RecordedExchange exchange) =>
        Steps is null || Regex.IsMatch(exchange.Subject, Steps, RegexOptions.CultureInvariant);
}
