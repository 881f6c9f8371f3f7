using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Heketi.Conformance.Http;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>
/// Wanted differences of evictions and removals. The original's mock does not know the bricks of its volumes, so that every
/// move of a brick ends with "Id not found" there; on ours bricks are moved.
/// </summary>
internal static partial class MovingDifferences
{
    private const string Reason = "the original's mock does not know its own bricks; on ours they can be moved";

    public static ImmutableArray<Difference> All { get; } =
    [
        new Difference
        {
            Id = "replacement-explained",
            Files = "bricks_evict_and_device_remove_with_fake_gluster",
            Steps = "no replacement: poll",
            Reason = "a refusal says why there is no place",
            Accept = static (_, response) => Explanation().IsMatch(Text(response)) ? With(response, Explanation().Replace(Text(response), "")) : null,
        },
        .. Evictions(),
        .. Removals(),
        .. Placements(),
    ];

    /// <summary>Which node has which brick is random, while the recording calls nodes and disks by fixed names.</summary>
    private static IEnumerable<Difference> Placements() =>
    [
        new Difference
        {
            Id = "random-placement",
            Files = "bricks_evict_and_device_remove_with_fake_gluster",
            Steps = "^(?:59|69) device info ",
            Reason = "the brick is on a disk of another name",
            Accept = static (recorded, response) => With(
                response, DiskName().Replace(Text(response), DiskName().Match(recorded.ResponseBody!).Value)),
        },
        new Difference
        {
            Id = "random-placement",
            Files = "bricks_evict_and_device_remove_with_fake_gluster",
            Steps = "^74 node failed: no replacement: poll ",
            Reason = "the node's device is the one that was removed before",
            Expect = NoContent,
        },
        new Difference
        {
            Id = "random-placement",
            Files = "bricks_evict_and_device_remove_with_fake_gluster",
            Steps = "^75 node info ",
            Reason = "the node's device is the one that was removed before",
            Expect = static recorded => OnDevice(WithNodeFailed(Emptied(recorded, "device4")), "device3", "pvuuid-b3"),
        },
        new Difference
        {
            Id = "random-placement",
            Files = "bricks_evict_and_device_remove_with_fake_gluster",
            Steps = "^75 node info ",
            Reason = "the node's device is neither the one that was removed nor the one that was set offline",
            Expect = static recorded => OnDevice(
                recorded with
                {
                    ResponseBody = recorded.ResponseBody!.Replace(
                        "\"state\":\"offline\",\"bricks\"", "\"state\":\"online\",\"bricks\"", StringComparison.Ordinal),
                },
                "device904",
                "pvuuid-904"),
        },
        new Difference
        {
            Id = "random-placement",
            Files = "bricks_evict_and_device_remove_with_fake_gluster",
            Steps = "^74 node failed: no replacement: poll ",
            Reason = "as above",
            Expect = static recorded => OnDevice(recorded, "device904", ""),
            Accept = static (_, response) => Explanation().IsMatch(Text(response)) ? With(response, Explanation().Replace(Text(response), "")) : null,
        },
    ];

    private static IEnumerable<Difference> Evictions() =>
    [
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "bricks_to_evict",
            Steps = "^33 evict without body: poll ",
            Reason = Reason,
            Expect = NoContent,
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "bricks_to_evict",
            Steps = "^(?:35|38|41) evict, ",
            Reason = "the brick was moved by the step before and is no more",
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
            Id = "mock-moves-bricks",
            Files = "bricks_to_evict",
            Steps = "^(?:36|37|39|40|42|43) evict, ",
            Reason = "the request before was refused",
            Drops = true,
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "bricks_to_evict",
            Steps = "^54 evict brick of distribute-only volume: poll ",
            Reason = "the true reason",
            Accept = OneCopy,
        },
    ];

    private static IEnumerable<Difference> Removals() =>
    [
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^(?:177|181) device with brick failed",
            Reason = Reason,
            Expect = NoContent,
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^(?:178|182|183) ",
            Reason = Reason,
            Expect = static recorded => Emptied(recorded, "device6"),
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^184 volume info ",
            Reason = "if the device had the brick, another one is in its place",
            Expect = static recorded => recorded with { ResponseBody = recorded.ResponseBody!.Replace("<brick1>", "<brick901>", StringComparison.Ordinal) },
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^187 delete failed device with bricks left ",
            Reason = "it has none left",
            Expect = static recorded => recorded with
            {
                Status = 202,
                ResponseBody = "",
                ResponseHeaders = new Dictionary<string, string> { ["Location"] = "/queue/<queue901>", ["Content-Length"] = "0" },
            },
        },

        // The brick without copies is on a node with more free space, so that this device is removed; its replica's brick goes to
        // the other device of its node, which therefore cannot be removed. Which of the two it was at first is random.
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^197 remove device of a distribute-only volume: poll ",
            Reason = Reason,
            Expect = NoContent,
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^(?:198|205) ",
            Reason = "the device was removed, and the other one of its node holds its brick",
            Expect = static recorded => OtherInUse(Emptied(recorded, "device10")),
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^(?:198|205) ",
            Reason = "as above, with the two devices in each other's place",
            Expect = static recorded => Swapped(OtherInUse(Emptied(recorded, "device10"))),
        },
        new Difference
        {
            Id = "mock-moves-bricks",
            Files = "devices",
            Steps = "^204 remove node with brick: poll ",
            Reason = "the true reason: no other node is left for the brick of the replica set",
            Accept = static (recorded, response) => NodeWithoutReplacement().IsMatch(Text(response)) ? With(response, recorded.ResponseBody!) : null,
        },
    ];

    private static RecordedExchange NoContent(RecordedExchange recorded) =>
        recorded with { Status = 204, ResponseBody = "", ResponseHeaders = new Dictionary<string, string>() };

    /// <summary>What is recorded, but for a device that is failed and empty.</summary>
    private static RecordedExchange Emptied(RecordedExchange recorded, string device) => recorded with
    {
        ResponseBody = Regex.Replace(
            recorded.ResponseBody!,
            $$"""
            "free":\d+,"used":\d+},"id":"<{{device}}>",(.*?)"state":"offline","bricks":\[[^\]]*\]
            """,
            $$"""
            "free":524288000,"used":0},"id":"<{{device}}>",$1"state":"failed","bricks":[]
            """,
            RegexOptions.CultureInvariant),
    };

    private static RecordedExchange OnDevice(RecordedExchange recorded, string device, string uuid) => recorded with
    {
        ResponseBody = recorded.ResponseBody!
            .Replace("<device4>", $"<{device}>", StringComparison.Ordinal)
            .Replace("<pvuuid-b4>", $"<{uuid}>", StringComparison.Ordinal),
    };

    private static RecordedExchange WithNodeFailed(RecordedExchange recorded) =>
        recorded with { ResponseBody = recorded.ResponseBody!.Replace("\"offline\"", "\"failed\"", StringComparison.Ordinal) };

    private static RecordedExchange OtherInUse(RecordedExchange recorded) => recorded with
    {
        ResponseBody = recorded.ResponseBody!.Replace("\"<device12>\",\"state\":\"failed\"", "\"<device12>\",\"state\":\"online\"", StringComparison.Ordinal),
    };

    private static RecordedExchange Swapped(RecordedExchange recorded) => recorded with
    {
        ResponseBody = recorded.ResponseBody!
            .Replace("/dev/sdb", "/dev/sd?", StringComparison.Ordinal)
            .Replace("/dev/sdc", "/dev/sdb", StringComparison.Ordinal)
            .Replace("/dev/sd?", "/dev/sdc", StringComparison.Ordinal),
    };

    private static RawResponse? OneCopy(RecordedExchange recorded, RawResponse response) =>
        WithoutCopies().IsMatch(Text(response)) ? With(response, recorded.ResponseBody!) : null;

    private static string Text(RawResponse response) => Encoding.UTF8.GetString(response.Body);

    private static RawResponse With(RawResponse response, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return response with
        {
            Body = body,
            Headers = [.. response.Headers.Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding")), new("Content-Length", $"{body.Length}")],
        };
    }

    [GeneratedRegex(@": the brick of [^\n]+, none left(?=\n\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Explanation();

    [GeneratedRegex("/dev/sdb[1-4]", RegexOptions.CultureInvariant)]
    private static partial Regex DiskName();

    [GeneratedRegex(
        @"\ACannot replace brick [0-9a-f]{32}: replace brick is not supported for volume durability type none: volume \S+ \([0-9a-f]{32}\) has one copy of each file\. [^\n]+\n\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex WithoutCopies();

    [GeneratedRegex(
        @"\AUnable to remove node \[[0-9a-f]{32}\] as no device was found to replace device \[[0-9a-f]{32}\]: the brick of [^\n]+, none left\n\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex NodeWithoutReplacement();
}
