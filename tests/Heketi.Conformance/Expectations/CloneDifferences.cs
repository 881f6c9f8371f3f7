using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>Wanted differences of clones: the original dies of one on its mock, and lets two volumes have one name.</summary>
internal static class CloneDifferences
{
    private const string Crash = "volumes_clone_crash_on_mock";
    private const string Fake = "volumes_clone_with_fake_gluster";
    private const string Alive = "the original's process dies; ours makes the clone";
    private const string NameTaken = "a name that is in use is refused, as everywhere else";

    /// <summary>The origin as line 27 of the recording shows it.</summary>
    private const string Origin =
        """
        {"size":10,"name":"v1","durability":{"type":"replicate","replicate":{"replica":3},"disperse":{}},"glustervolumeoptions":["",""],"snapshot":{"enable":false,"factor":1},"id":"<volume1>","cluster":"<cluster1>","mount":{"glusterfs":{"hosts":["10.0.0.2","10.0.0.3","10.0.0.1"],"device":"10.0.0.2:v1","options":{"backup-volfile-servers":"10.0.0.3,10.0.0.1"}}},"blockinfo":{},"bricks":[{"id":"<brick1>","path":"/var/lib/heketi/mounts/vg_<device1>/brick_<brick1>/brick","device":"<device1>","node":"<node3>","volume":"<volume1>","size":10485760},{"id":"<brick2>","path":"/var/lib/heketi/mounts/vg_<device2>/brick_<brick2>/brick","device":"<device2>","node":"<node2>","volume":"<volume1>","size":10485760},{"id":"<brick3>","path":"/var/lib/heketi/mounts/vg_<device3>/brick_<brick3>/brick","device":"<device3>","node":"<node1>","volume":"<volume1>","size":10485760}]}

        """;

    public static ImmutableArray<Difference> All { get; } = [.. OnTheMock(), .. OfNames()];

    private static IEnumerable<Difference> OnTheMock() =>
    [
        new Difference
        {
            Id = "mock-clones",
            Files = Crash,
            Steps = "^29 clone on mock: poll ",
            Reason = Alive,
            Expect = static recorded => recorded with
            {
                Status = 303,
                ResponseHeaders = new Dictionary<string, string>
                {
                    ["Content-Type"] = "text/html; charset=utf-8",
                    ["Location"] = "/volumes/<volume2>",
                    ["Content-Length"] = "",
                },
                ResponseBody = "<a href=\"/volumes/<volume2>\">See Other</a>.\n\n",
            },
        },
        new Difference
        {
            Id = "mock-clones",
            Files = Crash,
            Steps = "^(?:30|37) volume list",
            Reason = Alive,
            Expect = static recorded => WithBody(recorded, "{\"volumes\":[\"<volume2>\",\"<volume1>\"]}\n"),
        },
        new Difference
        {
            Id = "mock-clones",
            Files = Crash,
            Steps = "^3[16] pending operations",
            Reason = Alive,
            Expect = static recorded => WithBody(recorded, "{\"pendingoperations\":[]}\n"),
        },
        new Difference
        {
            Id = "mock-clones",
            Files = Crash,
            Steps = "^32 operations ",
            Reason = Alive,
            Expect = static recorded => WithBody(recorded, recorded.ResponseBody!.Replace(":1", ":0", StringComparison.Ordinal)),
        },
        new Difference { Id = "mock-clones", Files = Crash, Steps = "^33 details ", Reason = "no operation is left behind", Drops = true },
        new Difference
        {
            Id = "mock-clones",
            Files = Crash,
            Steps = "^38 volume info ",
            Reason = "the origin is not hidden: it is as it was made",
            Expect = static recorded => recorded with
            {
                Status = 200,
                ResponseHeaders = new Dictionary<string, string> { ["Content-Type"] = "application/json; charset=UTF-8", ["Content-Length"] = "" },
                ResponseBody = Origin,
            },
        },
    ];

    private static IEnumerable<Difference> OfNames() =>
    [
        new Difference
        {
            Id = "clone-name-in-use",
            Files = Fake,
            Steps = "^36 clone with a name in use ",
            Reason = NameTaken,
            Expect = static recorded => Differences.Refusal(recorded, 500, "Failed clone volume <volume1>: Volume name 'orig' already in use\n"),
        },
        new Difference { Id = "clone-name-in-use", Files = Fake, Steps = "^3[789] clone with a name in use: ", Reason = NameTaken, Drops = true },
        new Difference
        {
            Id = "clone-name-in-use",
            Files = Fake,
            Steps = "^49 node info ",
            Reason = "all volumes are gone, and the space is given back once",
            Expect = static recorded => WithBody(
                recorded,
                Regex.Replace(
                    recorded.ResponseBody!.Replace("\"free\":534827008,\"used\":18446744073699012608", "\"free\":524288000,\"used\":0", StringComparison.Ordinal),
                    "\"bricks\":\\[.*?\\]",
                    "\"bricks\":[]")),
        },
    ];

    private static RecordedExchange WithBody(RecordedExchange recorded, string body) => recorded with { ResponseBody = body };
}
