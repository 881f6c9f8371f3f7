using Heketi.Core.Nodes;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.Gluster;

public sealed class HealServiceTests : IDisposable
{
    private const string Refused = "volume replace-brick: failed: brick: node1:/b/1 does not exist in volume: v\n";
    private readonly ScriptedCluster _cluster = new();
    private readonly RecordingLoggers _loggers = new();

    private IHealService Heals => _cluster.Nodes(_loggers).Heals;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _cluster.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public async Task A_brick_is_replaced_by_the_words_of_the_original()
    {
        await Heals.ReplaceBrickAsync(ScriptedCluster.Pool, "v", "node1:/b/1", "node2:/b/2", Token);

        _cluster.Calls.Should().Equal("h1 volume replace-brick v node1:/b/1 node2:/b/2 commit force");
    }

    [Fact]
    public async Task A_heal_is_asked_for()
    {
        await Heals.HealAsync(ScriptedCluster.Pool, "v", Token);

        _cluster.Calls.Should().Equal("h1 volume heal v");
    }

    [Fact]
    public async Task A_brick_that_is_in_its_place_already_counts_as_replaced()
    {
        _cluster.On("* volume replace-brick *", errors: Refused, exit: 1).OnVolumeInfo("v", "Started", "node2:/b/2", "node3:/b/3");

        await Heals.Invoking(heals => heals.ReplaceBrickAsync(ScriptedCluster.Pool, "v", "node1:/b/1", "node2:/b/2", Token)).Should().NotThrowAsync();
    }

    [Theory]
    [InlineData("node1:/b/1", "node3:/b/3")]
    [InlineData("node1:/b/1", "node2:/b/2")]
    public async Task A_refusal_is_told_while_the_volume_has_the_old_brick(params string[] bricks)
    {
        _cluster.On("* volume replace-brick *", errors: Refused, exit: 1).OnVolumeInfo("v", "Started", bricks);

        await Heals.Invoking(heals => heals.ReplaceBrickAsync(ScriptedCluster.Pool, "v", "node1:/b/1", "node2:/b/2", Token))
            .Should().ThrowAsync<NodeCommandException>().WithMessage("*does not exist in volume*");
    }

    [Fact]
    public async Task A_lost_connection_is_followed_by_a_look()
    {
        _cluster.OnVolumeInfo("v", "Started", "node2:/b/2", "node3:/b/3");
        _cluster.Lost.Add("h1");

        await Heals.Invoking(heals => heals.ReplaceBrickAsync(ScriptedCluster.Pool, "v", "node1:/b/1", "node2:/b/2", Token)).Should().NotThrowAsync();

        _cluster.Calls.Should().Contain("h2 volume info v --xml");
    }

    [Fact]
    public async Task Heals_are_asked_for()
    {
        _cluster.On("* volume heal v info --xml", Recorded.Text("heal_info_arbiter.xml"));

        (await Heals.InfoAsync(ScriptedCluster.Pool, "v", Token)).Should().HaveCount(3);
    }

    [Fact]
    public async Task A_volume_that_is_not_healed_is_an_error_that_says_so()
    {
        _cluster.On("* volume heal v info --xml", Recorded.Text("heal_info_on_a_distribute_volume.xml"), exit: 234);

        await Heals.Invoking(heals => heals.InfoAsync(ScriptedCluster.Pool, "v", Token))
            .Should().ThrowAsync<NodeException>().WithMessage("Unable to get heal info of volume v: This command is supported for only*");
    }
}
