using System.Globalization;
using System.Text;
using Heketi.Core.Nodes;
using Heketi.Nodes.Commands;
using Heketi.Nodes.Simulation;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.Gluster;

public sealed class BlockVolumeServiceTests : IDisposable
{
    private static readonly GlusterPool Pool = new("c", [new("n1", "h1", "node1")]);
    private static readonly BlockSpec Spec = new("vol", "b", 10, ["node1", "node2"], Auth: true);
    private readonly RecordingLoggers _loggers = new();

    public void Dispose() => _loggers.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_block_volume_lives_grows_and_goes()
    {
        var blocks = On(new SimulatedHosts());

        (await blocks.FindAsync(Pool, "vol", "b", Token)).Should().BeNull();
        (await blocks.CreateAsync(Pool, Spec, Token)).Iqn.Should().StartWith("iqn.");
        (await blocks.FindAsync(Pool, "vol", "b", Token)).Should().Be(new GlusterBlock("b", new BlockSize(9.95m, 10.05m)));
        (await blocks.ListAsync(Pool, "vol", Token)).Should().Equal("b");
        await blocks.ExpandAsync(Pool, "vol", "b", 20, Token);
        (await blocks.FindAsync(Pool, "vol", "b", Token))!.Size.Should().Be(new BlockSize(19.95m, 20.05m));
        await blocks.DeleteAsync(Pool, "vol", "b", Token);
        await blocks.DeleteAsync(Pool, "vol", "b", Token);
        (await blocks.FindAsync(Pool, "vol", "b", Token)).Should().BeNull();
    }

    [Fact]
    public async Task The_commands_are_those_of_the_original()
    {
        var host = new AnsweringHost("""{ "IQN": "iqn.x", "USERNAME": "u", "PASSWORD": "p", "PORTAL(S)": [ "10.0.0.1:3260" ], "RESULT": "SUCCESS" }""");

        var target = await On(host).CreateAsync(Pool, Spec, Token);

        host.Commands.Should().Equal("gluster-block create vol/b ha 2 auth enable prealloc full node1,node2 10GiB --json");
        target.Should().Be(new BlockTarget("iqn.x", "u", "p"));
        target.ToString().Should().NotContain("Password");
    }

    [Theory]
    [InlineData("""{ "RESULT": "FAIL", "errCode": 2, "errMsg": "block v\/b doesn't exist" }""", true)]
    [InlineData("""{ "RESULT": "FAIL", "errCode": 255, "errMsg": "block v\/b does not exist" }""", true)]
    [InlineData("""{ "RESULT": "FAIL", "errCode": 107, "errMsg": "Not able to Initialize volume v" }""", false)]
    [InlineData("""{ "errCode": 22, "errMsg": "bad" }""", false)]
    [InlineData("no JSON at all", false)]
    public async Task A_failure_is_told_from_absence(string json, bool isMissing)
    {
        var find = () => On(new AnsweringHost(json, exit: 1)).FindAsync(Pool, "v", "b", Token);

        if (isMissing)
        {
            (await find()).Should().BeNull();
        }
        else
        {
            await find.Should().ThrowAsync<NodeException>();
        }
    }

    [Fact]
    public async Task An_answer_on_stderr_is_read_too()
    {
        using var cluster = new ScriptedCluster()
            .On("* info *", errors: "{ \"RESULT\": \"FAIL\", \"errCode\": 2, \"errMsg\": \"block vol/b doesn't exist\" }\n", exit: 2)
            .On("* create *", errors: "{ \"RESULT\": \"FAIL\", \"errCode\": 28, \"errMsg\": \"no room\" }\n", exit: 28);
        var blocks = cluster.Nodes(_loggers).Blocks;

        (await blocks.FindAsync(ScriptedCluster.Pool, "vol", "b", Token)).Should().BeNull();
        (await FluentActions.Awaiting(() => blocks.CreateAsync(ScriptedCluster.Pool, Spec, Token)).Should().ThrowAsync<NodeCommandException>())
            .WithMessage("Failed to create block volume: no room");
    }

    [Theory]
    [InlineData("10.0 GiB", 9.95, 10.05)]
    [InlineData("1.5 GiB", 1.45, 1.55)]
    [InlineData("1023.0 GiB", 1022.95, 1023.05)]
    [InlineData("1.0 TiB", 972.8, 1075.2)]
    [InlineData("1.5 TiB", 1484.8, 1587.2)]
    [InlineData("1.0 PiB", 996147.2, 1102027.8)]
    [InlineData("512.0 MiB", 0.499951171875, 0.500048828125)]
    public async Task Info_tells_the_size_to_a_tenth_of_its_unit(string size, double least, double most) =>
        (await SizeToldAsync(size)).Should().Be(new BlockSize((decimal)least, (decimal)most));

    [Theory]
    [InlineData("")]
    [InlineData("10.0")]
    [InlineData("many GiB")]
    [InlineData("10.0 QiB")]
    public async Task A_size_that_is_not_understood_is_not_told(string size) => (await SizeToldAsync(size)).Should().BeNull();

    [Fact]
    public async Task Whatever_size_it_has_it_is_among_those_that_are_told()
    {
        // gluster-block's glusterBlockFormatSize: divides by 1024 while it can, keeps the last remainder, prints %.1f
        for (var size = 1; size < 3 << 20; size += 1 + (size / 100))
        {
            var (rest, remainder, unit) = (size, 0, 0);
            for (; rest >= 1024; rest /= 1024, unit++)
            {
                remainder = rest % 1024;
            }

            var text = string.Create(CultureInfo.InvariantCulture, $"{rest + (remainder / 1024.0):F1} {new[] { "GiB", "TiB", "PiB" }[unit]}");
            var told = (await SizeToldAsync(text))!.Value;

            told.LeastGiB.Should().BeLessThanOrEqualTo(size, text);
            told.MostGiB.Should().BeGreaterThanOrEqualTo(size, text);
            if (size < 1024)
            {
                told.LeastGiB.Should().BeGreaterThan(size - 1, "the GiB is sure");
                told.MostGiB.Should().BeLessThan(size + 1, "the GiB is sure");
            }
        }
    }

    [Fact]
    public async Task A_block_volume_that_has_the_size_already_is_expanded()
    {
        var host = new AnsweringHost("{ \"RESULT\": \"FAIL\", \"errCode\": 255, \"errMsg\": \"request size (1.0 TiB) is same as current size (1.0 TiB) ]\" }", exit: 255);

        await On(host).ExpandAsync(Pool, "vol", "b", 1030, Token);

        host.Commands.Should().Equal("gluster-block modify vol/b size 1030GiB --json");
    }

    [Fact]
    public async Task A_size_that_gluster_block_refuses_is_an_error()
    {
        var host = new AnsweringHost("{ \"RESULT\": \"FAIL\", \"errCode\": 255, \"errMsg\": \"Shrink size ?\\nuse 'force' option\" }", exit: 255);

        (await FluentActions.Awaiting(() => On(host).ExpandAsync(Pool, "vol", "b", 1030, Token)).Should().ThrowAsync<NodeCommandException>())
            .WithMessage("Failed to expand block volume: Shrink size*");
    }

    private async Task<BlockSize?> SizeToldAsync(string size)
    {
        var host = new AnsweringHost($$"""{ "NAME":"b", "VOLUME":"v", "GBID":"g", "SIZE":"{{size}}", "HA":3, "PASSWORD":"", "EXPORTED ON":[ "10.0.0.1" ] }""");

        return (await On(host).FindAsync(Pool, "v", "b", Token))!.Size;
    }

    [Fact]
    public async Task A_failed_change_says_what_gluster_block_said()
    {
        var create = () => On(new AnsweringHost("""{ "RESULT": "FAIL", "errCode": 17, "errMsg": "BLOCK with name: 'b' already EXIST" }""", exit: 17)).CreateAsync(Pool, Spec, Token);

        (await create.Should().ThrowAsync<NodeCommandException>()).WithMessage("Failed to create block volume: BLOCK with name: 'b' already EXIST");
    }

    [Theory]
    [InlineData("Connection failed. Please check if gluster-block daemon is operational.\n", "")]
    [InlineData("", "Connection failed. Please check if gluster-block daemon is operational.\n")]
    [InlineData("", "client create failed: RPC: Remote system error - Connection refused, unix addr /var/run/gluster-blockd.socket\n")]
    public async Task A_host_without_its_daemon_is_passed_over(string output, string errors)
    {
        using var cluster = new ScriptedCluster()
            .On("h1 *", output, errors, exit: 255)
            .On("h2 info *", "{\"NAME\":\"b\",\"SIZE\":\"10.0 GiB\"}");
        var blocks = cluster.Nodes(_loggers).Blocks;

        (await blocks.FindAsync(ScriptedCluster.Pool, "vol", "b", Token)).Should().NotBeNull();

        cluster.Calls.Should().Equal("h1 info vol/b --json", "h2 info vol/b --json");
    }

    [Fact]
    public async Task Without_any_daemon_the_error_names_it()
    {
        using var cluster = new ScriptedCluster().On("*", "Connection failed. Please check if gluster-block daemon is operational.\n", exit: 255);

        var create = () => cluster.Nodes(_loggers).Blocks.CreateAsync(ScriptedCluster.Pool, Spec, Token);

        (await create.Should().ThrowAsync<NodeCommandException>()).WithMessage("gluster-blockd of h3 does not answer: Connection failed. *operational.");
        cluster.Calls.Should().HaveCount(3);
    }

    private IBlockVolumeService On(ICommandRunner host) =>
        new CommandStorageNodes(new StepwiseBatchRunner(host), new ExecutorSettings(), TimeProvider.System, _loggers).Blocks;

    /// <summary>Answers every command alike.</summary>
    private sealed class AnsweringHost(string output, int exit = 0) : ICommandRunner
    {
        public List<string> Commands { get; } = [];

        public Task<CommandResult> RunAsync(NodeHost host, CommandLine command, TimeSpan limit, CancellationToken cancellationToken)
        {
            Commands.Add(command.ToString());
            return Task.FromResult(new CommandResult(command, exit, Encoding.UTF8.GetBytes(output), Array.Empty<byte>(), TimeSpan.Zero));
        }
    }
}
