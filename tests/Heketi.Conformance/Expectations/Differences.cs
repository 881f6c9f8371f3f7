using System.Collections.Immutable;
using System.Text;
using Heketi.Conformance.Http;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>All wanted differences. Nothing else may differ.</summary>
public static class Differences
{
    /// <summary>Refusals for want of space; ours go on with a colon and which constraint ruled out how many devices.</summary>
    private static readonly ImmutableArray<string> _explained =
    [
        "Failed to allocate new volume: No space\n",
        "Failed to allocate volume expansion: Maximum number of bricks reached.\n",
        "Failed to allocate volume expansion: Minimum brick size limit reached.  Out of space.\n",
    ];

    public static ImmutableArray<Difference> All { get; } =
    [
        new Difference
        {
            Id = "allocation-explained",
            Files = ".*",
            Steps = ".*",
            Reason = "a refusal says why there is no place and the largest size that would have fitted",
            Accept = static (recorded, response) => recorded.Status == 500 && _explained.Contains(recorded.ResponseBody!) ? WithRecordedStart(recorded, response) : null,
        },
        new Difference
        {
            Id = "retry-after",
            Files = "operations_.*|blockvolumes_concurrent_first_create",
            Steps = ".*",
            Reason = "429 says when to try again",
            Accept = static (recorded, response) => recorded.Status == 429 && int.TryParse(response.Header("Retry-After"), out _)
                ? response with { Headers = [.. response.Headers.Where(header => header.Key != "Retry-After")] }
                : null,
        },
        new Difference
        {
            Id = "no-panic",
            Files = "jwt",
            Steps = "no claims at all",
            Reason = "the original panics and answers with a stack trace",
            Accept = static (recorded, response) => response.Status == 401 && IsPlainText(response, "Invalid JWT token: Token missing iss claim\n")
                ? AsRecorded(recorded, response)
                : null,
        },
        new Difference
        {
            Id = "no-panic",
            Files = "volumes_create_validation",
            Steps = ".*cluster.*",
            Reason = "the original panics and answers with a stack trace",
            Accept = static (recorded, response) => recorded.ResponseBody!.StartsWith("PANIC: ", StringComparison.Ordinal) && response.Status == 400
                && Text(response).Length is > 1 and < 200
                ? AsRecorded(recorded, response)
                : null,
        },
    ];

    private static RawResponse? WithRecordedStart(RecordedExchange recorded, RawResponse response)
    {
        var (start, text) = (recorded.ResponseBody!.TrimEnd('\n'), Text(response));
        return text.StartsWith(start + ": ", StringComparison.Ordinal) && text.EndsWith('\n') && text.Length > start.Length + 4
            ? AsRecorded(recorded, response)
            : null;
    }

    private static bool IsPlainText(RawResponse response, string text) =>
        Text(response) == text && response.Header("Content-Type") == "text/plain; charset=utf-8";

    private static string Text(RawResponse response) => Encoding.UTF8.GetString(response.Body);

    private static RawResponse AsRecorded(RecordedExchange recorded, RawResponse response)
    {
        var body = Encoding.UTF8.GetBytes(recorded.ResponseBody!);
        return response with
        {
            Status = recorded.Status!.Value,
            Body = body,
            Headers = [.. response.Headers.Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding")), new("Content-Length", $"{body.Length}")],
        };
    }
}
