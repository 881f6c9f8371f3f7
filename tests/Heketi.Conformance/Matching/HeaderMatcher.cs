using Heketi.Conformance.Http;

namespace Heketi.Conformance.Matching;

/// <summary>Compares all headers but Date, and checks the framing: Content-Length up to 2,048 bytes of body, chunks above.</summary>
public static class HeaderMatcher
{
    private const int LargestUnchunked = 2048;

    public static MatchOutcome Match(IReadOnlyDictionary<string, string> recorded, RawResponse response, bool isHead, Bindings bindings)
    {
        foreach (var (name, value) in recorded)
        {
            if (IsFraming(name))
            {
                continue;
            }

            if (response.Headers.Where(header => header.Key == name).ToList() is not [var single])
            {
                return MatchOutcome.Differs("headers", $"{name}: {value} is missing or there twice");
            }

            var outcome = TextTemplate.Match(value, single.Value, bindings, $"header {name}");
            if (!outcome.IsMatch)
            {
                return outcome;
            }

            bindings = outcome.Bindings!;
        }

        var extra = response.Headers.FirstOrDefault(header => header.Key != "Date" && !IsFraming(header.Key) && !recorded.ContainsKey(header.Key));
        return extra.Key is not null ? MatchOutcome.Differs("headers", $"{extra.Key}: {extra.Value} is not recorded")
            : Framing(recorded, response, isHead) is { } fault ? MatchOutcome.Differs("headers", fault)
            : MatchOutcome.Matched(bindings);
    }

    private static string? Framing(IReadOnlyDictionary<string, string> recorded, RawResponse response, bool isHead)
    {
        var length = response.Header("Content-Length");
        var chunked = response.Header("Transfer-Encoding");
        (string? Length, string? Chunked) expected = !recorded.Keys.Any(IsFraming) ? (null, null)
            : isHead ? (recorded.GetValueOrDefault("Content-Length"), null)
            : response.Body.Length > LargestUnchunked && !recorded.ContainsKey("Content-Disposition") ? (null, "chunked")
            : ($"{response.Body.Length}", null);
        return (length, chunked) == expected
            ? null
            : $"Content-Length \"{length}\" and Transfer-Encoding \"{chunked}\" for {response.Body.Length} bytes; expected \"{expected.Length}\" and \"{expected.Chunked}\"";
    }

    private static bool IsFraming(string name) => name is "Content-Length" or "Transfer-Encoding";
}
