using Heketi.Conformance.Cli;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

public sealed class CliTextMatcherTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private const string Device = "Device Id: cccccccccccccccccccccccccccccccc\nState: online\nSize (GiB): 500\n";
    private const string Paths = "Create Path: /dev/sdb\nPhysical Volume UUID: \nKnown Paths: \nBricks:\n";
    private const string Brick = "Id:" + B + "   Size (GiB):7       Path: /var/lib/heketi/mounts/vg_cccccccccccccccccccccccccccccccc/brick_" + B + "/brick\n";
    private const string Endpoints = "{\"subsets\": [{\"addresses\":[{\"ip\":\"";
    private const string Next = "\"}],\"ports\":[{\"port\":1}]},{\"addresses\":[{\"ip\":\"";
    private const string End = "\"}],\"ports\":[{\"port\":1}]}]}";

    private static readonly Bindings _known = Bindings.Empty.Bind("<node1>", A)!.Bind("<node2>", B)!;

    [Theory]
    [InlineData("Cluster id: <cluster1>\n", "Cluster id: cccccccccccccccccccccccccccccccc\n", true)]
    [InlineData("Cluster id: <cluster1>\n", "Cluster id: " + A + "\n", false)]
    [InlineData("Nodes:\n<node2>\n<node1>\n", "Nodes:\n" + A + "\n" + B + "\n", true)]
    [InlineData("Nodes:\n<node2>\n<node1>\n", "Nodes:\n" + B + "\n" + A + "\n", false)]
    [InlineData("Nodes:\n<node2>\n<node1>\n", "Nodes:\n" + A + "\n", false)]
    [InlineData("Id:<node2>\tCluster:x\nId:<node1>\tCluster:y\n", "Id:" + A + "\tCluster:y\nId:" + B + "\tCluster:x\n", true)]
    [InlineData("Id:<node2>\tCluster:x\nId:<node1>\tCluster:y\n", "Id:" + A + "\tCluster:x\nId:" + B + "\tCluster:y\n", false)]
    [InlineData("\t\t\tId: <node1>\n\t\t\tNode: <node2>\n", "\t\t\tId: " + A + "\n\t\t\tNode: " + A + "\n", true)]
    [InlineData("State: online\n", "State: offline\n", false)]
    public void Compares_lists_as_sets_in_the_order_of_ids(string recorded, string actual, bool expected) =>
        CliTextMatcher.Match(recorded, actual, _known, new ObservedTopology()).IsMatch.Should().Be(expected);

    [Theory]
    [InlineData(Device + "Used (GiB): 7\nFree (GiB): 492\n" + Paths + Brick, true)]
    [InlineData(Device + "Used (GiB): 7\nFree (GiB): 493\n" + Paths, true)]
    [InlineData(Device + "Used (GiB): 7\nFree (GiB): 480\n" + Paths + Brick, false)]
    [InlineData(Device + "Used (GiB): 1\nFree (GiB): 499\n" + Paths + Brick, false)]
    [InlineData(Device + "Used (GiB): 7\nFree (GiB): 492\n" + Paths + "Id:x\n", false)]
    public void Compares_devices_less_their_bricks(string actual, bool expected)
    {
        const string recorded = "Device Id: <device1>\nState: online\nSize (GiB): 500\nUsed (GiB): 5\nFree (GiB): 494\n" + Paths
            + "Id:<brick1>   Size (GiB):5       Path: /var/lib/heketi/mounts/vg_<device1>/brick_<brick1>/brick\n";

        CliTextMatcher.Match(recorded, actual, _known, new ObservedTopology()).IsMatch.Should().Be(expected);
    }

    [Theory]
    [InlineData("Mount: h2:v\nMount Options: backup-volfile-servers=h1\nBlock: false\n", "Mount: h1:v\nMount Options: backup-volfile-servers=h2\nBlock: false\n", true)]
    [InlineData("Mount: h2:v\nMount Options: backup-volfile-servers=h1\nBlock: false\n", "Mount: h2:v\nMount Options: backup-volfile-servers=h1\nBlock: false\n", false)]
    [InlineData("Mount: h2:v\nMount Options: backup-volfile-servers=h1\n", "Mount: h1:w\nMount Options: backup-volfile-servers=h2\n", false)]
    [InlineData("Mount: h2:v\nMount Options: backup-volfile-servers=h1\n", "Mount: h1:v\nMount Options: backup-volfile-servers=h1\n", false)]
    [InlineData("Name: b\nHosts: [h2 h1]\nIQN: x\n", "Name: b\nHosts: [h1 h2]\nIQN: x\n", true)]
    [InlineData("Name: b\nHosts: [h2 h1]\nIQN: x\n", "Name: b\nHosts: [h2 h1]\nIQN: x\n", false)]
    [InlineData("Name: b\nHosts: [h2 h1]\nIQN: x\n", "Name: b\nHosts: [h1]\nIQN: x\n", false)]
    [InlineData(Endpoints + "h2" + Next + "h1" + End, Endpoints + "h1" + Next + "h2" + End, true)]
    [InlineData(Endpoints + "h2" + Next + "h1" + End, Endpoints + "h2" + Next + "h1" + End, false)]
    [InlineData(Endpoints + "h2" + Next + "h1" + End, Endpoints + "h1" + End, false)]
    [InlineData(Endpoints + "h2" + Next + "h1" + End, Endpoints + "h1" + Next + "h3" + End, false)]
    public void Compares_hosts_in_the_order_of_the_ids_of_their_nodes(string recorded, string actual, bool expected)
    {
        var topology = new ObservedTopology();
        foreach (var (host, id) in (ReadOnlySpan<(string, string)>)[("h2", B), ("h1", A)])
        {
            topology.Observe(JsonTree.TryParse($$"""{"hostnames":{"storage":["{{host}}"]},"cluster":"c","id":"{{id}}","devices":[]}""")!);
        }

        CliTextMatcher.Match(recorded, actual, _known, topology).IsMatch.Should().Be(expected);
    }
}
