using Heketi.Conformance.Expectations;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

/// <summary>Dumps whose bricks went to other devices than recorded, and such that contradict themselves.</summary>
public sealed class DumpTests
{
    private const string Empty = "\"Bricks\":[]";

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A dump of two devices; the brick is on the first or on the second.</summary>
    private static string Dump(string brick, string device1, string device2, bool isOnFirst, string node1 = "node1", string node2 = "node2")
    {
        var (place, node) = isOnFirst ? (device1, node1) : (device2, node2);
        return $$$"""{"brickentries":{"{{{brick}}}":{"Info":{"id":"{{{brick}}}","path":"/var/lib/heketi/mounts/vg_{{{place}}}/brick_{{{brick}}}/brick","device":"{{{place}}}","node":"{{{node}}}","volume":"v","size":90},"TpSize":90,"PoolMetadataSize":10,"LvmThinPool":"tp_{{{brick}}}"}},"nodeentries":{},"deviceentries":{"{{{device1}}}":{{{Device(device1, node1, isOnFirst ? brick : null)}}},"{{{device2}}}":{{{Device(device2, node2, isOnFirst ? null : brick)}}}}}""";
    }

    private static string Device(string id, string node, string? brick) =>
        $$$"""{"State":"online","Info":{"name":"/dev/sdb","storage":{"total":1000,"free":{{{(brick is null ? 1000 : 900)}}},"used":{{{(brick is null ? 0 : 100)}}}},"id":"{{{id}}}"},"Bricks":[{{{(brick is null ? "" : $"\"{brick}\"")}}}],"NodeId":"{{{node}}}","ExtentSize":4096}""";

    private static readonly string _recorded = Dump("<brick1>", "<device1>", "<device2>", isOnFirst: true, "<node1>", "<node2>");
    private static readonly string _moved = Dump(Id(9), Id(1), Id(2), isOnFirst: false, Id(3), Id(4));

    /// <summary>The devices are known, so that the brick is not where it was recorded.</summary>
    private static MatchOutcome Match(string actual) => BodyMatcher.Match(
        _recorded,
        actual,
        Bindings.Empty.Bind("<device1>", Id(1))!.Bind("<device2>", Id(2))!.Bind("<node1>", Id(3))!.Bind("<node2>", Id(4))!,
        new ObservedTopology());

    [Fact]
    public void The_brick_may_be_on_either_device()
    {
        Match(Dump(Id(9), Id(1), Id(2), isOnFirst: true, Id(3), Id(4))).Difference.Should().BeNull();
        Match(_moved).Difference.Should().BeNull();
    }

    [Theory]
    [InlineData("\"free\":900,\"used\":100", "\"free\":910,\"used\":90")]
    [InlineData("\"free\":1000,\"used\":0", "\"free\":900,\"used\":100")]
    [InlineData("\"free\":900", "\"free\":901")]
    [InlineData("\"TpSize\":90", "\"TpSize\":91")]
    [InlineData("\"size\":90", "\"size\":91")]
    [InlineData("\"volume\":\"v\"", "\"volume\":\"w\"")]
    [InlineData("\"name\":\"/dev/sdb\"", "\"name\":\"/dev/sdc\"")]
    [InlineData("\"ExtentSize\":4096", "\"ExtentSize\":4097")]
    [InlineData("\"State\":\"online\"", "\"State\":\"offline\"")]
    [InlineData("\"total\":1000", "\"total\":2000")]
    [InlineData("\"Bricks\":[\"00000000000000000000000000000009\"]", Empty)]
    [InlineData("\"node\":\"00000000000000000000000000000004\"", "\"node\":\"00000000000000000000000000000003\"")]
    [InlineData("vg_00000000000000000000000000000002", "vg_00000000000000000000000000000001")]
    [InlineData("tp_00000000000000000000000000000009", "tp_00000000000000000000000000000008")]
    public void A_dump_that_is_wrong_in_any_case_is_refused(string right, string wrong)
    {
        _moved.Should().Contain(right);

        Match(_moved.Replace(right, wrong, StringComparison.Ordinal)).IsMatch.Should().BeFalse();
    }

    [Fact]
    public void Thin_pools_are_named_after_their_bricks() =>
        ThinPoolNames.Own("\"<brick1>\": {\n \"Info\": {},\n \"LvmThinPool\": \"tp_<tp3>\" },\n\"<brick2>\": {\n \"Info\": {},\n \"LvmThinPool\": \"\" }")
            .Should().Be("\"<brick1>\": {\n \"Info\": {},\n \"LvmThinPool\": \"tp_<brick1>\" },\n\"<brick2>\": {\n \"Info\": {},\n \"LvmThinPool\": \"\" }");
}
