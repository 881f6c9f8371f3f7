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
        "Failed to allocate new block volume: No space\n",
        "Failed to allocate block volume expansion: No space\n",
        "Failed to allocate volume expansion: Maximum number of bricks reached.\n",
        "Failed to allocate volume expansion: Minimum brick size limit reached.  Out of space.\n",
    ];

    public static ImmutableArray<Difference> All { get; } =
    [
        .. CloneDifferences.All,
        .. MovingDifferences.All,
        .. FailureDifferences.All,
        .. ExaminerDifferences.All,
        new Difference
        {
            Id = "read-only-refused",
            Files = "db_read_only",
            Steps = "^(?:[89]|1[0145]|2[0-4]) ",
            Reason = "a change that is not made is refused at once, never answered with 200 and nothing",
            Accept = static (recorded, response) => response.Status == 503
                && Encoding.UTF8.GetString(response.Body) == "Database is opened read-only: nothing can be changed\n" ? AsRecorded(recorded) : null,
        },
        new Difference
        {
            Id = "allocation-explained",
            Files = ".*",
            Steps = "",
            Reason = "a refusal says why there is no place and the largest size that would have fitted",
            Accept = static (recorded, response) => recorded.Status == 500 && _explained.Contains(recorded.ResponseBody!) ? WithStart(recorded, response) : null,
        },
        new Difference
        {
            Id = "retry-after",
            Files = "operations_.*|blockvolumes_concurrent_first_create",
            Steps = "",
            Reason = "429 says when to try again",
            Accept = static (recorded, response) => recorded.Status == 429 && int.TryParse(response.Header("Retry-After"), out _)
                ? response with { Headers = [.. response.Headers.Where(header => header.Key != "Retry-After")] }
                : null,
        },
        new Difference
        {
            Id = "no-panic",
            Files = "jwt",
            Steps = "^51 no claims at all ",
            Reason = "the original panics and answers with a stack trace",
            Expect = static recorded => Refusal(recorded, 401, "Invalid JWT token: Token missing iss claim\n"),
        },
        new Difference
        {
            Id = "no-panic",
            Files = "volumes_create_validation",
            Steps = "^34 create: clusters contains empty string ",
            Reason = "the original panics and answers with a stack trace",
            Expect = static recorded => Refusal(recorded, 400, "Cluster id  not found\n"),
        },
        new Difference
        {
            Id = "name-length",
            Files = "hello_and_routes",
            Steps = "^448 big body: 4 MiB name ",
            Reason = "a name of 4 MiB fits into no command; it is refused before anything is planned",
            Expect = static recorded => Refusal(recorded, 400, "validation failed: name: must be in a valid format.\n"),
        },
        new Difference
        {
            Id = "sizes-in-gb",
            Files = "volumes_create_validation",
            Steps = "^4[789] create: disperse ",
            Reason = "the original gives the size in GB and the limit in KiB, without saying so",
            Expect = static recorded => Refusal(recorded, 400, recorded.ResponseBody!
                .Replace("(4194304)", "(4 GB)", StringComparison.Ordinal)
                .Replace("(8388608)", "(8 GB)", StringComparison.Ordinal)
                .Replace("(2097152)", "(2 GB)", StringComparison.Ordinal)),
        },
        new Difference
        {
            Id = "gid-limit",
            Files = "volumes_create_validation",
            Steps = "^5[12] create: gid ",
            Reason = "the limit is 2**31-1, the original's text says 2**32",
            Expect = static recorded => Refusal(recorded, 400, "Bad group id equal or greater than 2**31-1\n"),
        },
        new Difference
        {
            Id = "huge-size",
            Files = "volumes_space_and_sizes",
            Steps = "^30 create size 4611686018427387904 ",
            Reason = "the original's arithmetic overflows and calls the size too small",
            Expect = static recorded => Refusal(recorded, 500, "Failed to allocate new volume: No space\n"),
            Accept = WithStart,
        },
        new Difference
        {
            Id = "replica-negative",
            Files = "volumes_create_success",
            Steps = "^88 replica -1 ",
            Reason = "the original makes a volume without bricks",
            Expect = static recorded => Refusal(recorded, 400, "Invalid replica value\n"),
        },
        new Difference
        {
            Id = "replica-negative",
            Files = "volumes_create_success",
            Steps = "^(?:89|90|91) replica -1: |^212 delete all DELETE /volumes/<volume11>|^213 delete all: poll ",
            Reason = "the volume without bricks is not there",
            Drops = true,
        },
        new Difference
        {
            Id = "replica-negative",
            Files = "volumes_create_success",
            Steps = "^(?:184|185|198) ",
            Reason = "the volume without bricks is not in the lists",
            Expect = static recorded => recorded with { ResponseBody = recorded.ResponseBody!.Replace("\"<volume11>\",", "", StringComparison.Ordinal) },
        },
        new Difference
        {
            Id = "resync-keeps-books",
            Files = "devices",
            Steps = "^(?:170|178|182|183) ",
            Reason = "a resync of a device with bricks does not forget the space that they take",
            Expect = static recorded => recorded with
            {
                ResponseBody = recorded.ResponseBody!.Replace(
                    "\"free\":524288000,\"used\":0},\"id\":\"<device6>\"", "\"free\":513748992,\"used\":10539008},\"id\":\"<device6>\"", StringComparison.Ordinal),
            },
        },
        new Difference
        {
            Id = "thin-pool-names",
            Files = "db",
            Steps = "^4[14] dump",
            Reason = "the thin pool of a set's first brick has another id than the brick; ours have one rule",
            Expect = static recorded => recorded with { ResponseBody = ThinPoolNames.Own(recorded.ResponseBody!) },
        },
        new Difference
        {
            Id = "disperse-without-arbiter",
            Files = "volumes_arbiter",
            Steps = "^119 arbiter true, disperse ",
            Reason = "the original makes the last brick of a disperse set small, so that the set is full after 16 MiB of it",
            Expect = static recorded => recorded with
            {
                ResponseBody = recorded.ResponseBody!.Replace("\"size\":16384}", "\"size\":1048576}", StringComparison.Ordinal),
            },
        },
    ];

    /// <summary>The recorded text, and after a colon more.</summary>
    private static RawResponse AsRecorded(RecordedExchange recorded)
    {
        var body = Encoding.UTF8.GetBytes(recorded.ResponseBody ?? "");
        var length = body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(recorded.Status!.Value, [.. recorded.ResponseHeaders!.Where(header => header.Key != "Content-Length"), new("Content-Length", length)], body);
    }

    private static RawResponse? WithStart(RecordedExchange recorded, RawResponse response)
    {
        var (start, text) = (recorded.ResponseBody!.TrimEnd('\n'), Encoding.UTF8.GetString(response.Body));
        if (!text.StartsWith(start + ": ", StringComparison.Ordinal) || !text.EndsWith('\n') || text.Length < start.Length + 4)
        {
            return null;
        }

        var body = Encoding.UTF8.GetBytes(recorded.ResponseBody);
        return response with
        {
            Body = body,
            Headers = [.. response.Headers.Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding")), new("Content-Length", $"{body.Length}")],
        };
    }

    /// <summary>A refusal as the API words all of them.</summary>
    internal static RecordedExchange Refusal(RecordedExchange recorded, int status, string text) => recorded with
    {
        Status = status,
        ResponseBody = text,
        ResponseHeaders = new Dictionary<string, string>
        {
            ["Content-Type"] = "text/plain; charset=utf-8",
            ["X-Content-Type-Options"] = "nosniff",
            ["Content-Length"] = $"{text.Length}",
        },
    };
}
