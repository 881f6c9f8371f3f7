using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Heketi.Conformance.Http;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>Wanted differences when commands fail or are slow.</summary>
internal static partial class FailureDifferences
{
    private const string InUse = "the disk is a device already: its space must not be given twice";
    private const string DeleteIsFinal = "a volume that is being deleted cannot be expanded; the original brings it back now and then";

    public static ImmutableArray<Difference> All { get; } = [.. Failures(), .. DiskInUse(), .. Slow()];

    private static IEnumerable<Difference> Failures() =>
    [
        new Difference
        {
            Id = "glusterd-explained",
            Files = "executor_failures",
            Steps = "^(?:4|32) add ",
            Reason = "a refusal says what each host answered",
            Accept = static (recorded, response) => recorded.Status == 400 ? WithStart(recorded, response) : null,
        },
        new Difference
        {
            Id = "lvm-report",
            Files = "executor_failures",
            Steps = "^64 add device: vgbad fails: poll ",
            Reason = "we read a JSON report, not vgdisplay's columns",
            Accept = static (recorded, response) => response.Status == 500
                && Encoding.UTF8.GetString(response.Body).StartsWith("node2.example.com: LVM's report is not understood: ", StringComparison.Ordinal)
                    ? With(response, recorded.ResponseBody!)
                    : null,
        },
        new Difference
        {
            Id = "busy-glusterd",
            Files = "executor_failures",
            Steps = "^169 delete: delete fails: poll ",
            Reason = "when glusterd is busy we ask again for some minutes; the simulated hosts fail for another reason",
            Expect = static recorded => recorded with
            {
                ResponseBody = recorded.ResponseBody!.Replace("another transaction is in progress", "Some of the peers are down", StringComparison.Ordinal),
            },
        },
        new Difference
        {
            Id = "delete-goes-on",
            Files = "executor_failures",
            Steps = "^203 pending ",
            Reason = "Gluster has the volume no more: the rest of the delete is kept and completed, the original shows a volume that is not there",
            Expect = static recorded => Json(recorded, "{\"pendingoperations\":[{\"id\":\"<op90>\",\"type_name\":\"delete-volume\",\"status\":\"failed\",\"sub_status\":\"\"}]}\n"),
        },
        new Difference
        {
            Id = "delete-goes-on",
            Files = "executor_failures",
            Steps = "^20[48] volumes ",
            Reason = "as above",
            Expect = static recorded => Json(recorded, "{\"volumes\":[]}\n"),
        },
    ];

    /// <summary>A disk whose device could not be removed; which of a node's two devices that is depends on placement.</summary>
    private static IEnumerable<Difference> DiskInUse() =>
    [
        new Difference
        {
            Id = "volume-info-explained",
            Files = "executor_success_commands",
            Steps = "^95 failed: poll ",
            Reason = "a refusal says which host's answer it is, and what is wrong with it",
            Accept = static (recorded, response) => recorded.Status == response.Status ? WithoutReason(response) : null,
        },
        .. new[] { "device4", "device1" }.Select(device => new Difference
        {
            Id = "disk-in-use",
            Files = "executor_success_commands",
            Steps = "^99 add device again: poll ",
            Reason = InUse,
            Expect = recorded => Differences.Refusal(recorded, 500, $"Device already in use (ID: <{device}>)\n"),
        }),
        new Difference
        {
            Id = "disk-in-use",
            Files = "executor_success_commands",
            Steps = "^100 node info ",
            Reason = InUse,
            Expect = static recorded => Json(recorded, SecondDevice().Replace(recorded.ResponseBody!, "")),
        },
        new Difference { Id = "disk-in-use", Files = "executor_success_commands", Steps = "^10[1-9] ", Reason = "there is no second device", Drops = true },
    ];

    private static IEnumerable<Difference> Slow() =>
    [
        new Difference
        {
            Id = "no-expand-of-deleted",
            Files = "operations_pending_and_throttle",
            Steps = "^86 expand while deleting ",
            Reason = DeleteIsFinal,
            Expect = static recorded => recorded with
            {
                Status = 404,
                ResponseBody = "Id not found\n",
                ResponseHeaders = new Dictionary<string, string>
                {
                    ["Content-Type"] = "text/plain; charset=utf-8",
                    ["X-Content-Type-Options"] = "nosniff",
                    ["Content-Length"] = "13",
                },
            },
        },
        new Difference
        {
            Id = "no-expand-of-deleted",
            Files = "operations_pending_and_throttle",
            Steps = "^(?:89|90) pending ",
            Reason = DeleteIsFinal,
            Expect = static recorded => Json(recorded, "{\"pendingoperations\":[{\"id\":\"<op3>\",\"type_name\":\"delete-volume\",\"status\":\"\",\"sub_status\":\"in-flight\"}]}\n"),
        },
        new Difference
        {
            Id = "no-expand-of-deleted",
            Files = "operations_pending_and_throttle",
            Steps = "^93 metrics ",
            Reason = DeleteIsFinal,
            Expect = static recorded => recorded with { ResponseBody = recorded.ResponseBody!.Replace("_count 2", "_count 1", StringComparison.Ordinal) },
        },
        new Difference
        {
            Id = "no-expand-of-deleted",
            Files = "operations_pending_and_throttle",
            Steps = "^(?:94|96) expand while deleting: ",
            Reason = DeleteIsFinal,
            Drops = true,
        },
        new Difference
        {
            Id = "no-expand-of-deleted",
            Files = "operations_pending_and_throttle",
            Steps = "^95 expand while deleting: poll ",
            Reason = "there is no expand to wait for; the delete is waited for instead",
            Replace = static recorded => recorded with
            {
                Path = "/queue/<queue17>", Status = 204, ResponseBody = "", ResponseHeaders = new Dictionary<string, string>(),
            },
        },
    ];

    /// <summary>The text up to the host, if after it comes what is wrong.</summary>
    private static RawResponse? WithoutReason(RawResponse response) =>
        Encoding.UTF8.GetString(response.Body) is var text && Reason().IsMatch(text) ? With(response, Reason().Replace(text, "")) : null;

    [GeneratedRegex(@"(?<=^Unable to determine volume info of volume name: [^ ]+): node[1-3]\.example\.com: Gluster's answer is no XML: [^\n]+(?=\n\z)")]
    private static partial Regex Reason();

    [GeneratedRegex("""
        ,\{"name":"[^"]+","storage":\{[^}]+\},"id":"<device5>".*?"bricks":\[\]\}
        """)]
    private static partial Regex SecondDevice();

    private static RecordedExchange Json(RecordedExchange recorded, string body) => recorded with { ResponseBody = body };

    /// <summary>The recorded text, and after a colon more.</summary>
    private static RawResponse? WithStart(RecordedExchange recorded, RawResponse response)
    {
        var (start, text) = (recorded.ResponseBody!.TrimEnd('\n'), Encoding.UTF8.GetString(response.Body));
        return text.StartsWith(start + ": ", StringComparison.Ordinal) && text.EndsWith('\n') && text.Length > start.Length + 3
            ? With(response, recorded.ResponseBody)
            : null;
    }

    private static RawResponse With(RawResponse response, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return response with
        {
            Body = body,
            Headers = [.. response.Headers.Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding")), new("Content-Length", $"{body.Length}")],
        };
    }
}
