using Heketi.Conformance.Matching;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.MatchingTests;

public sealed class BodyMatcherTests
{
    private const string A = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    private static MatchOutcome Match(string recorded, string actual, Bindings? bindings = null) =>
        BodyMatcher.Match(recorded, actual, bindings ?? Bindings.Empty, new ObservedTopology());

    [Theory]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"" + A + "\",\"zone\":1}\n", true)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"" + A + "\",\"zone\":2}\n", false)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"zone\":1,\"id\":\"" + A + "\"}\n", false)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"" + A + "\",\"zone\":1}", false)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"" + A + "\", \"zone\":1}\n", false)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"" + A + "\",\"zone\":\"1\"}\n", false)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"n1\",\"zone\":1}\n", false)]
    [InlineData("{\"id\":\"<node1>\",\"zone\":1}\n", "{\"id\":\"" + A + "\",\"zone\":1,\"x\":0}\n", false)]
    [InlineData("{\"a\":\"\\u003c\"}\n", "{\"a\":\"<\"}\n", false)]
    [InlineData("Id not found\n", "Id not found\n", true)]
    [InlineData("Id not found\n", "Id not found", false)]
    [InlineData("node <node1>\n", "node " + A + "\n", true)]
    [InlineData("node <node1>, <node1>\n", "node " + A + ", " + B + "\n", false)]
    [InlineData("node <node1>, <node2>\n", "node " + A + ", " + A + "\n", false)]
    [InlineData("Token is expired by 10s\n", "Token is expired by 11s\n", true)]
    [InlineData("Token is expired by 10s\n", "Token is expired\n", false)]
    [InlineData("<metrics text>", "", false)]
    [InlineData("{\"nodes\":[\"<node1>\",\"<node2>\"]}\n", "{\"nodes\":[\"" + A + "\",\"" + B + "\"]}\n", true)]
    [InlineData("{\"nodes\":[\"<node1>\",\"<node2>\"]}\n", "{\"nodes\":[\"" + B + "\",\"" + A + "\"]}\n", false)]
    [InlineData("{\"nodes\":[\"<node1>\",\"<node2>\"]}\n", "{\"nodes\":[\"" + A + "\",\"" + A + "\"]}\n", false)]
    [InlineData("{\"nodes\":[\"<node1>\"]}\n", "{\"nodes\":[\"" + A + "\",\"" + B + "\"]}\n", false)]
    [InlineData("{\"options\":[\"a\",\"b\"]}\n", "{\"options\":[\"b\",\"a\"]}\n", false)]
    public void Compares_to_the_byte(string recorded, string actual, bool expected) => Match(recorded, actual).IsMatch.Should().Be(expected);

    [Fact]
    public void Pairs_objects_by_their_content_whatever_the_order()
    {
        var recorded = "{\"devices\":[{\"name\":\"/dev/sdb\",\"id\":\"<device1>\"},{\"name\":\"/dev/sdc\",\"id\":\"<device2>\"}]}\n";
        var actual = $"{{\"devices\":[{{\"name\":\"/dev/sdc\",\"id\":\"{A}\"}},{{\"name\":\"/dev/sdb\",\"id\":\"{B}\"}}]}}\n";

        var outcome = Match(recorded, actual);

        outcome.Difference.Should().BeNull();
        outcome.Bindings!.Actual("<device1>").Should().Be(B);
        Match(recorded, actual.Replace("sdc", "sdd", StringComparison.Ordinal)).IsMatch.Should().BeFalse();
        Match(recorded, actual, Bindings.Empty.Bind("<device1>", A)).IsMatch.Should().BeFalse();
    }

    [Fact]
    public void Lists_of_refusing_clusters_are_in_the_order_of_ids()
    {
        const string Recorded = "No eligible cluster\nCluster <cluster1>: full\nCluster <cluster2>: off\n";
        var bindings = Bindings.Empty.Bind("<cluster1>", B)!.Bind("<cluster2>", A)!;

        Match(Recorded, $"No eligible cluster\nCluster {A}: off\nCluster {B}: full\n", bindings).Difference.Should().BeNull();
        Match(Recorded, $"No eligible cluster\nCluster {B}: full\nCluster {A}: off\n", bindings).IsMatch.Should().BeFalse();
        Match(Recorded, $"No eligible cluster\nCluster {A}: full\nCluster {B}: off\n", bindings).IsMatch.Should().BeFalse();
    }

    /// <summary>Or the check of blanks would not check anything.</summary>
    [Fact]
    public void Every_recorded_json_body_is_rendered_back_to_the_byte()
    {
        var bodies = HttpRecording.Names().SelectMany(name => HttpRecording.Load(name).Exchanges)
            .Select(exchange => exchange.ResponseBody ?? "").Where(body => body.StartsWith('{') || body.StartsWith('[')).ToList();

        bodies.Should().HaveCountGreaterThan(500).And.AllSatisfy(body =>
            (JsonTree.TryParse(body)?.Render(BodyMatcher.IndentOf(body)) ?? "not JSON").Should().Be(body.TrimEnd('\n')));
    }
}
