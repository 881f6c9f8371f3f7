using Heketi.Conformance.Cli;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.MatchingTests;

/// <summary>Texts of which a part is chance and is checked by what the server said before.</summary>
public sealed class PrintedChoicesTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string C = "cccccccccccccccccccccccccccccccc";

    private const string D = "dddddddddddddddddddddddddddddddd";

    private const string Blocks = "Block Volumes: [<blockvolume2> <blockvolume1>]\nx\n";
    private const string Template = "<node1> online m1 1 map[]\n /dev/sdb 500/499\n /dev/sdc 500/500\n<node2> online m2 1 map[]\n";

    private static ObservedTopology Topology()
    {
        var topology = new ObservedTopology();
        foreach (var (host, id) in (ReadOnlySpan<(string, string)>)[("h1", A), ("h2", B), ("h3", C)])
        {
            topology.Observe(JsonTree.TryParse(
                $$$"""{"hostnames":{"storage":["{{{host}}}"]},"cluster":"c","id":"{{{id}}}","devices":[{"name":"/dev/sdb","storage":{"total":524288000,"free":513748992}},{"name":"/dev/sdc","storage":{"total":524288000,"free":524288000}}]}""")!);
        }

        topology.Observe(JsonTree.TryParse($$"""{"hostnames":{"storage":["h4"]},"cluster":"other","id":"{{D}}","devices":[]}""")!);
        foreach (var (name, id) in (ReadOnlySpan<(string, string)>)[("v1", B), ("v2", A)])
        {
            topology.Observe(JsonTree.TryParse($$"""{"durability":{"type":"none"},"mount":{},"cluster":"c","name":"{{name}}","id":"{{id}}","bricks":[]}""")!);
        }

        return topology;
    }

    private static MatchOutcome Match(string recorded, string actual, Bindings? bindings = null) =>
        CliTextMatcher.Match(recorded, actual, bindings ?? Bindings.Empty, Topology());

    [Theory]
    [InlineData("Hosts: [h2 h1]\n", "Hosts: [h3 h1]\n", true)]
    [InlineData("Hosts: [h2 h1]\n", "Hosts: [h1 h2 h3]\n", false)]
    [InlineData("Hosts: [h2 h1]\n", "Hosts: [h1]\n", false)]
    [InlineData("Hosts: [h2 h1]\n", "Hosts: [h1 h1]\n", false)]
    [InlineData("Hosts: [h2 h1]\n", "Hosts: [h1 h4]\n", false)]
    [InlineData("Hosts: [h2 h1 h3]\n", "Hosts: [h1 h2 h3]\n", true)]
    [InlineData("Hosts: [h2 h1 h3]\n", "Hosts: [h2 h1 h3]\n", false)]
    public void Some_hosts_of_a_cluster_are_chance(string recorded, string actual, bool expected) => Match(recorded, actual).IsMatch.Should().Be(expected);

    [Theory]
    [InlineData("Block Volumes: [" + A + " " + B + "]\nx\n", true)]
    [InlineData("Block Volumes: [" + B + " " + A + "]\nx\n", false)]
    [InlineData("Block Volumes: [" + A + "]\nx\n", false)]
    [InlineData("Block Volumes: [" + A + " " + C + "]\nx\n", false)]
    public void Block_volumes_are_in_the_order_of_their_ids(string actual, bool expected) =>
        Match(Blocks, actual, Bindings.Empty.Bind("<blockvolume1>", A)!.Bind("<blockvolume2>", B)).IsMatch.Should().Be(expected);

    [Theory]
    [InlineData(A + " online m1 1 map[]\n /dev/sdb 500/489\n /dev/sdc 500/500\n" + B + " online m2 1 map[]\n", true)]
    [InlineData(A + " online m1 1 map[]\n /dev/sdb 500/488\n /dev/sdc 500/500\n" + B + " online m2 1 map[]\n", false)]
    [InlineData(A + " online m1 1 map[]\n /dev/sdb 500/489\n" + B + " online m2 1 map[]\n /dev/sdc 500/489\n", false)]
    [InlineData(A + " online m1 1 map[]\n /dev/sdb 500/489\n /dev/sdd 500/500\n" + B + " online m2 1 map[]\n", false)]
    [InlineData(A + " online m1 1 map[]\n /dev/sdb 501/489\n /dev/sdc 500/500\n" + B + " online m2 1 map[]\n", false)]
    [InlineData(A + " online m1 2 map[]\n /dev/sdb 500/489\n /dev/sdc 500/500\n" + B + " online m2 1 map[]\n", false)]
    public void Free_space_is_what_the_device_has(string actual, bool expected) => Match(Template, actual).IsMatch.Should().Be(expected);

    [Theory]
    [InlineData(A + " online m1 1 map[]\n" + B + " online m2 1 map[]\n" + D + " online m4 1 map[]\n", true)]
    [InlineData(D + " online m4 1 map[]\n" + A + " online m1 1 map[]\n" + B + " online m2 1 map[]\n", true)]
    [InlineData(D + " online m4 1 map[]\n" + B + " online m2 1 map[]\n" + A + " online m1 1 map[]\n", false)]
    public void Nodes_are_in_the_order_of_their_ids_within_a_cluster(string actual, bool expected) =>
        Match("<node1> online m1 1 map[]\n<node2> online m2 1 map[]\n<node4> online m4 1 map[]\n", actual).IsMatch.Should().Be(expected);

    [Theory]
    [InlineData("v2 4 disperse 1.50\nv1 5 replicate 1.00\n", true)]
    [InlineData("v1 5 replicate 1.00\nv2 4 disperse 1.50\n", false)]
    [InlineData("v2 5 disperse 1.50\nv1 5 replicate 1.00\n", false)]
    [InlineData("v2 4 disperse 1.50\nv3 5 replicate 1.00\n", false)]
    [InlineData("v2 4 disperse 1.50\n", false)]
    [InlineData("v2 4 disperse 1.50\nv1 5 replicate 1.00", false)]
    public void Volumes_by_name_are_in_the_order_of_their_ids(string actual, bool expected) =>
        Match("v1 5 replicate 1.00\nv2 4 disperse 1.50\n", actual).IsMatch.Should().Be(expected);
}
