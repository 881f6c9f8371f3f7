using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

public sealed class PlacementTests
{
    private const string Volume =
        """{"durability":{"type":"replicate","replicate":{"replica":2}},"id":"<volume1>","cluster":"<cluster1>","mount":{"glusterfs":{"hosts":["h2","h1"],"device":"h2:vol_<volume1>","options":{"backup-volfile-servers":"h1"}}},"bricks":[{"id":"<brick1>","path":"/var/lib/heketi/mounts/vg_<device1>/brick_<brick1>/brick","device":"<device1>","node":"<node1>","volume":"<volume1>","size":1024},{"id":"<brick2>","path":"/var/lib/heketi/mounts/vg_<device2>/brick_<brick2>/brick","device":"<device2>","node":"<node2>","volume":"<volume1>","size":1024}]}""" + "\n";

    private const string Device =
        """{"name":"/dev/sdb","storage":{"total":1000,"free":900,"used":100},"id":"<device1>","state":"online","bricks":[{"id":"<brick1>","path":"/var/lib/heketi/mounts/vg_<device1>/brick_<brick1>/brick","device":"<device1>","node":"<node1>","volume":"<volume1>","size":90}]}""" + "\n";

    private static string Id(int number) => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private static string Real(string recorded) => recorded
        .Replace("<volume1>", Id(1), StringComparison.Ordinal).Replace("<cluster1>", Id(2), StringComparison.Ordinal)
        .Replace("<brick1>", Id(3), StringComparison.Ordinal).Replace("<brick2>", Id(4), StringComparison.Ordinal)
        .Replace("<device1>", Id(5), StringComparison.Ordinal).Replace("<device2>", Id(6), StringComparison.Ordinal)
        .Replace("<node1>", Id(7), StringComparison.Ordinal).Replace("<node2>", Id(8), StringComparison.Ordinal);

    private static MatchOutcome Match(string recorded, string actual, ObservedTopology? topology = null, Bindings? bindings = null) =>
        BodyMatcher.Match(recorded, actual, bindings ?? Bindings.Empty, topology ?? new ObservedTopology());

    [Fact]
    public void Bricks_may_lie_on_other_devices_than_recorded()
    {
        var bindings = Bindings.Empty.Bind("<device1>", Id(6))!.Bind("<device2>", Id(5))!;

        Match(Volume, Real(Volume), bindings: bindings).Difference.Should().BeNull();
    }

    [Theory]
    [InlineData("\"size\":1024}]", "\"size\":1025}]")]
    [InlineData("brick_00000000000000000000000000000003/brick", "brick_00000000000000000000000000000004/brick")]
    [InlineData("vg_00000000000000000000000000000005", "vg_00000000000000000000000000000006")]
    [InlineData("\"node\":\"00000000000000000000000000000008\"", "\"node\":\"\"")]
    [InlineData("\"volume\":\"00000000000000000000000000000001\",\"size\":1024}]", "\"volume\":\"00000000000000000000000000000009\",\"size\":1024}]")]
    [InlineData("\"node\":\"00000000000000000000000000000008\"", "\"node\":\"00000000000000000000000000000007\"")]
    [InlineData("h2:vol_", "h1:vol_")]
    [InlineData("\"backup-volfile-servers\":\"h1\"", "\"backup-volfile-servers\":\"h2\"")]
    public void A_volume_that_is_wrong_in_any_case_is_refused(string right, string wrong)
    {
        Real(Volume).Should().Contain(right);

        Match(Volume, Real(Volume).Replace(right, wrong, StringComparison.Ordinal)).IsMatch.Should().BeFalse();
    }

    [Theory]
    [InlineData("brick2", "brick1", true)]
    [InlineData("brick1", "brick2", true)]
    [InlineData("brick1", "brick1", false)]
    [InlineData("brick1", "brick3", false)]
    [InlineData("brick1", "brick", false)]
    public void The_bricks_of_a_clone_are_numbered_in_any_order(string first, string second, bool expected)
    {
        var recorded = AsClone(Volume, "<id7>", "brick1", "brick2");

        Match(recorded, Real(AsClone(Volume, Id(99), first, second))).IsMatch.Should().Be(expected);
    }

    [Fact]
    public void The_bricks_of_a_clone_are_in_one_snapshot()
    {
        var mixed = Real(AsClone(Volume, Id(99), "brick1", "brick2")).Replace($"{Id(99)}/brick2", $"{Id(98)}/brick2", StringComparison.Ordinal);

        Match(AsClone(Volume, "<id7>", "brick1", "brick2"), mixed).IsMatch.Should().BeFalse();
    }

    private static string AsClone(string volume, string snapshot, string first, string second) => volume
        .Replace("/var/lib/heketi/mounts/vg_<device1>/brick_<brick1>", $"/run/gluster/snaps/{snapshot}/{first}", StringComparison.Ordinal)
        .Replace("/var/lib/heketi/mounts/vg_<device2>/brick_<brick2>", $"/run/gluster/snaps/{snapshot}/{second}", StringComparison.Ordinal);

    [Fact]
    public void Hosts_may_come_in_another_order_if_all_follows()
    {
        var turned = Real(Volume).Replace("\"h2\",\"h1\"", "\"h1\",\"h2\"", StringComparison.Ordinal)
            .Replace("h2:vol", "h1:vol", StringComparison.Ordinal)
            .Replace("servers\":\"h1", "servers\":\"h2", StringComparison.Ordinal);

        Match(Volume, turned).Difference.Should().BeNull();
    }

    [Fact]
    public void Hosts_are_in_the_order_of_their_nodes_ids()
    {
        var topology = new ObservedTopology();
        foreach (var (host, node) in (ReadOnlySpan<(string, int)>)[("h1", 7), ("h2", 8)])
        {
            var info = $"{{\"hostnames\":{{\"storage\":[\"{host}\"]}},\"cluster\":\"{Id(2)}\",\"id\":\"{Id(node)}\",\"devices\":[]}}";
            topology.Observe(JsonTree.TryParse(info)!).Should().BeNull();
        }

        Match(Volume, Real(Volume), topology).Difference.Should().Contain("order of the node ids");
    }

    [Fact]
    public void A_brick_does_not_move()
    {
        var topology = new ObservedTopology();
        Match(Volume, Real(Volume), topology).IsMatch.Should().BeTrue();
        var moved = Real(Volume).Replace(Id(6), Id(9), StringComparison.Ordinal);

        Match(Volume, moved, topology).Difference.Should().Contain("was");
    }

    [Theory]
    [InlineData("\"used\":100", "\"used\":90", false)]
    [InlineData("\"free\":900,\"used\":100", "\"free\":910,\"used\":90", false)]
    [InlineData("x", "x", true)]
    public void A_device_with_the_recorded_bricks_has_the_recorded_usage(string right, string wrong, bool expected) =>
        Match(Device, Real(Device).Replace(right, wrong, StringComparison.Ordinal)).IsMatch.Should().Be(expected);

    [Theory]
    [InlineData(1000, 1000, 0, true)]
    [InlineData(1000, 900, 100, false)]
    [InlineData(1000, 999, 0, false)]
    [InlineData(2000, 2000, 0, false)]
    public void A_device_that_got_no_brick_is_empty(int total, int free, int used, bool expected)
    {
        var empty = $"{{\"name\":\"/dev/sdb\",\"storage\":{{\"total\":{total},\"free\":{free},\"used\":{used}}},\"id\":\"{Id(5)}\",\"state\":\"online\",\"bricks\":[]}}\n";

        Match(Device, empty).IsMatch.Should().Be(expected);
    }
}
