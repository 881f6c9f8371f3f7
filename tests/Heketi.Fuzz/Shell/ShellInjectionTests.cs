using Heketi.Core.Nodes;
using Heketi.Core.Topology;
using Heketi.FuzzTests.Grammar;
using Heketi.Nodes;
using Heketi.Nodes.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Heketi.FuzzTests.Shell;

/// <summary>Whatever a request or a caller says reaches the programs of a node as one argument, and never as a command.</summary>
public sealed class ShellInjectionTests : IDisposable
{
    private static readonly NodeHost Host = new("n", "node", "node");
    private readonly FakeTools tools = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>LOOT stands for the file that must not come to be.</summary>
    public static TheoryData<string> Words =>
    [
        "$(touch LOOT)", "`touch LOOT`", "; touch LOOT;", "a\ntouch LOOT\n", "' ; touch LOOT ; '", "'\"$(touch LOOT)\"'", "& touch LOOT &", "| touch LOOT", "> LOOT", "\\\n$(touch LOOT)",
        "*", "~", "?[a-z]", "{a,b}", "$HOME ${IFS} $0 $@", "!!", "a b\tc", "-rf", "\r\n", "#x", "\\", "%s\\n%d", "é€😀", "\u001b[2J", "a=b", "\\$(touch LOOT)", "EOF\ntouch LOOT\nEOF", "<(touch LOOT)",
    ];

    public void Dispose() => tools.Dispose();

    [Theory]
    [MemberData(nameof(Words))]
    public async Task Arguments_reach_the_programs_byte_for_byte(string word)
    {
        word = Real(word);
        var nodes = Nodes();
        var pool = new GlusterPool("c", [Host]);
        var volume = new VolumeSpec("v", word, new Durability(), false, ["h:/" + word], ["user.x " + word]);

        await nodes.Peers.ProbeAsync(pool with { Hosts = [Host, new("m", "other", "other")] }, new("m", "other", word), Cancellation);
        await nodes.Volumes.CreateAsync(pool, volume, Cancellation);
        await nodes.Devices.SetUpAsync(Host, "/dev/" + word, "1", destroyData: false, Cancellation);

        File.Exists(tools.Loot).Should().BeFalse();
        var calls = tools.Calls.Select(call => string.Join('\0', call)).ToList();
        calls.Should().ContainSingle(call => call.EndsWith("\0peer\0probe\0" + word, StringComparison.Ordinal));
        calls.Should().ContainSingle(call => call.EndsWith($"\0volume\0create\0{word}\0h:/{word}", StringComparison.Ordinal));
        foreach (var command in new[] { "pvcreate", "vgcreate" })
        {
            calls.Should().ContainSingle(call => call.Contains($"\0{command}\0", StringComparison.Ordinal) && call.EndsWith("\0/dev/" + word, StringComparison.Ordinal));
        }

        var set = tools.Calls.Single(call => call.Contains("set") && call.Contains("user.x"));
        set[(Array.IndexOf(set, "user.x") + 1)..].Should().Equal(word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Requests_reach_the_programs_byte_for_byte()
    {
        await using var server = await FuzzServer.StartAsync(Cancellation, Nodes());
        await EndAsync("/clusters", "{\"file\":true,\"block\":true}");
        await EndAsync("/nodes", $$$"""{"zone":1,"cluster":"{{{server.Store.Snapshot.ClusterIds[0]}}}","hostnames":{"manage":["m"],"storage":["s"]},"tags":{"t":"$(touch {{{tools.Loot}}})"}}""");
        await EndAsync("/devices", $$$"""{"name":"/dev/-rf","node":"{{{server.Store.Snapshot.Nodes.Single().Id}}}","tags":{"t":"`touch {{{tools.Loot}}}`"}}""");
        string[] options = [.. Words.Select(row => "user.x " + Real(row.Data)).Where(option => !option.Contains('\u001b', StringComparison.Ordinal))];
        var body = new System.Text.Json.Nodes.JsonObject
        {
            ["size"] = 1,
            ["name"] = "v-rf",
            ["gid"] = 7,
            ["glustervolumeoptions"] = new System.Text.Json.Nodes.JsonArray([.. options]),
        };

        await EndAsync("/volumes", body.ToJsonString());

        File.Exists(tools.Loot).Should().BeFalse();
        server.Store.Snapshot.Volumes.Should().ContainSingle();
        tools.Calls.Where(call => call.Contains("user.x")).Select(call => string.Join('\0', call[(Array.IndexOf(call, "set") + 1)..]))
            .Should().BeEquivalentTo(options.Select(option => string.Join('\0', option.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Prepend("v-rf"))));
        tools.Calls.Select(call => string.Join('\0', call)).Should().ContainSingle(
            call => call.Contains("\0pvcreate\0", StringComparison.Ordinal) && call.EndsWith("\0/dev/-rf", StringComparison.Ordinal));

        async Task EndAsync(string path, string json)
        {
            var answer = await server.SendAsync("POST", path, Nasty.Text(json), Cancellation);
            if (answer!.Status == 202)
            {
                answer = await server.EndOfAsync(answer.Header("Location")!, Cancellation);
            }

            answer!.Status.Should().BeOneOf([201, 204, 303], answer.Body);
        }
    }

    private string Real(string word) => word.Replace("LOOT", tools.Loot, StringComparison.Ordinal);

    private CommandStorageNodes Nodes() => new(
        new LocalTransport(tools.Tools), new ExecutorSettings { Fstab = tools.Fstab, LvmWrapper = tools.Wrapper }, TimeProvider.System, NullLoggerFactory.Instance);
}
