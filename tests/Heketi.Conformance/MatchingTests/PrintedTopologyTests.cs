using Heketi.Conformance.Cli;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

/// <summary>The printed topology with bricks at other places and in another order than recorded, and damaged ones.</summary>
public sealed class PrintedTopologyTests
{
    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private static string Volume(string id, string name, string brick, string size, string node, string device) =>
        $"\tName: {name}\n\tSize: {size}\n\tId: {id}\n\tMount: h1:{name}\n\n\t\tBricks:\n\t\t\tId: {brick}\n"
        + $"\t\t\tPath: /var/lib/heketi/mounts/vg_{device}/brick_{brick}/brick\n\t\t\tSize (GiB): {size}\n\t\t\tNode: {node}\n\t\t\tDevice: {device}\n\n\n";

    private static string Device(string id, string name, int used, params (string Id, string Size)[] bricks) =>
        $"\t\tId:{id}   State:online    Size (GiB):500     Used (GiB):{used}       Free (GiB):{(used > 0 ? 499 - used : 500)}     \n\t\t\tKnown Paths: {name}\n\n\t\t\tBricks:\n"
        + string.Concat(bricks.Select(brick => $"\t\t\t\tId:{brick.Id}   Size (GiB):{brick.Size}       Path: /var/lib/heketi/mounts/vg_{id}/brick_{brick.Id}/brick\n"));

    private static string Topology(string cluster, string volumes, string node, string devices) =>
        $"\nCluster Id: {cluster}\n\n    File:  true\n\n    Volumes:\n\n{volumes}\n    Nodes:\n\n\tNode Id: {node}\n\tState: online\n\tDevices:\n{devices}\n";

    private static readonly string _recorded = Topology(
        "<cluster1>",
        Volume("<volume2>", "b", "<brick1>", "5", "<node1>", "<device1>") + Volume("<volume1>", "a", "<brick2>", "7", "<node1>", "<device1>"),
        "<node1>",
        Device("<device1>", "/dev/sdb", 12, ("<brick1>", "5"), ("<brick2>", "7")) + Device("<device2>", "/dev/sdc", 0));

    /// <summary>The volumes the other way round, a brick on each device, and a device before the other.</summary>
    private static readonly string _actual = Topology(
        Id(1),
        Volume(Id(11), "a", Id(22), "7", Id(3), Id(31)) + Volume(Id(12), "b", Id(21), "5", Id(3), Id(32)),
        Id(3),
        Device(Id(31), "/dev/sdc", 7, (Id(22), "7")) + Device(Id(32), "/dev/sdb", 5, (Id(21), "5")));

    private static readonly Bindings _known = Bindings.Empty.Bind("<volume1>", Id(11))!.Bind("<volume2>", Id(12))!;

    private static MatchOutcome Match(string actual)
    {
        var topology = new ObservedTopology();
        topology.Observe(JsonTree.TryParse($$"""{"hostnames":{"storage":["h1"]},"cluster":"{{Id(1)}}","id":"{{Id(3)}}","devices":[]}""")!);
        return CliTextMatcher.Match(_recorded, actual, _known, topology);
    }

    [Fact]
    public void Order_and_placement_are_chance()
    {
        var outcome = Match(_actual);

        outcome.Difference.Should().BeNull();
        outcome.Bindings!.Actual("<device1>").Should().Be(Id(32), "both have the name /dev/sdb");
        outcome.Bindings.Actual("<brick2>").Should().Be(Id(22), "both are of volume 1");
    }

    [Theory]
    [InlineData("Size: 7", "Size: 8")]
    [InlineData("Size (GiB): 7", "Size (GiB): 8")]
    [InlineData("Known Paths: /dev/sdb", "Known Paths: /dev/sdd")]
    [InlineData("State:online", "State:offline")]
    [InlineData("File:  true", "File:  false")]
    [InlineData("File:  true", "File: true")]
    [InlineData("\tState: online", "\tState: failed")]
    [InlineData("Used (GiB):7 ", "Used (GiB):6 ")]
    [InlineData("Free (GiB):492", "Free (GiB):480")]
    [InlineData("Used (GiB):5       Free (GiB):494", "Used (GiB):4       Free (GiB):495")]
    [InlineData("\n\n\tName: b", "\n\tName: b")]
    [InlineData("\n    Nodes:", "    Nodes:")]
    [InlineData("\t\t\tBricks:", "\t\tBricks:")]
    [InlineData("\t\t\t\tId:", "\t\t\tId:")]
    [InlineData("Mount: h1:a", "Mount: h1:b")]
    public void A_damaged_text_is_refused(string right, string wrong)
    {
        _actual.Should().Contain(right);

        Match(_actual.Replace(right, wrong, StringComparison.Ordinal)).IsMatch.Should().BeFalse();
    }

    [Fact]
    public void A_text_that_ends_early_or_late_is_refused()
    {
        Match(_actual[..^1]).IsMatch.Should().BeFalse();
        Match(_actual + "\n").IsMatch.Should().BeFalse();
        Match(_actual[.._actual.LastIndexOf("\t\t\t\tId:", StringComparison.Ordinal)]).IsMatch.Should().BeFalse();
    }

    [Fact]
    public void Volumes_are_in_the_order_of_their_ids()
    {
        var (first, second) = (Volume(Id(11), "a", Id(22), "7", Id(3), Id(31)), Volume(Id(12), "b", Id(21), "5", Id(3), Id(32)));
        _actual.Should().Contain(first + second);

        Match(_actual.Replace(first + second, second + first, StringComparison.Ordinal)).IsMatch.Should().BeFalse();
    }
}
