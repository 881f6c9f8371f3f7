using Heketi.Conformance.Expectations;
using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.MatchingTests;

/// <summary>A recording that goes on with the device that has a brick, where the brick is on the other one.</summary>
public sealed class PlacementSwapTests
{
    private const string File = "executor_success_commands";
    private const string Text = "<device4> /dev/sdc1 <pvuuid-c1> <device1> /dev/sdb1 <pvuuid-b1> <device40>";
    private const string Turned = "<device1> /dev/sdb1 <pvuuid-b1> <device4> /dev/sdc1 <pvuuid-c1> <device40>";

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1, 91, Turned)]
    [InlineData(4, 91, Text)]
    [InlineData(1, 90, Text)]
    [InlineData(1, 110, Text)]
    public void The_devices_change_places_where_the_brick_is_on_the_other(int deviceWithBrick, int line, string expected)
    {
        var topology = new ObservedTopology();
        topology.Observe(JsonTree.TryParse(
            $$"""{"id":"{{Id(9)}}","path":"p","device":"{{Id(deviceWithBrick)}}","node":"{{Id(7)}}","volume":"{{Id(5)}}","size":1}""")!);
        var bindings = Bindings.Empty.Bind("<device1>", Id(1))!.Bind("<device4>", Id(4))!.Bind("<volume5>", Id(5))!;

        var exchange = PlacementSwap.Apply(File, new RecordedExchange { Line = line, Path = Text, RequestBody = Text, ResponseBody = Text }, bindings, topology);

        (exchange.Path, exchange.RequestBody, exchange.ResponseBody).Should().Be((expected, expected, expected));
    }
}
