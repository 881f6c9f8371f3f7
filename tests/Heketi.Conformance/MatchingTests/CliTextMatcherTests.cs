using Heketi.Conformance.Cli;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

public sealed class CliTextMatcherTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

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
    [InlineData("Volume Id: <volume3>\nCluster Id: <cluster2>\nMount: h1:v3\nMount Options: backup-volfile-servers=h2,h3\nBlock: false\n", "Volume Id: cccccccccccccccccccccccccccccccc\nCluster Id: dddddddddddddddddddddddddddddddd\nMount: h2:v3\nMount Options: backup-volfile-servers=h3,h1\nBlock: false\n", true)]
    [InlineData("Volume Id: <volume3>\nCluster Id: <cluster2>\nMount: h1:v3\nMount Options: backup-volfile-servers=h2,h3\nBlock: false\n", "Volume Id: cccccccccccccccccccccccccccccccc\nCluster Id: dddddddddddddddddddddddddddddddd\nMount: h2:v4\nMount Options: backup-volfile-servers=h3,h1\nBlock: false\n", false)]
    [InlineData("State: online\n", "State: offline\n", false)]
    public void Compares_lists_as_sets_in_the_order_of_ids(string recorded, string actual, bool expected) =>
        CliTextMatcher.Match(recorded, actual, _known, new ObservedTopology()).IsMatch.Should().Be(expected);
}
