using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace Heketi.EndToEnd.Lab;

/// <summary>Three real GlusterFS nodes, the server on them by ssh, and the topology loaded by heketi-cli.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    private readonly string root = FindRoot();

    private PodCluster? pods;
    private string work = "";

    internal HeketiServer Server { get; private set; } = null!;

    internal IReadOnlyList<LabNode> Nodes { get; private set; } = [];

    internal string LabDirectory => Path.Combine(root, "tests", "lab");

    internal string LabProgram => Path.Combine(LabDirectory, "lab");

    public async ValueTask InitializeAsync()
    {
        (await Shell.RunAsync(LabProgram, ["status"])).Require("tests/lab/lab status (bring the lab up with 'tests/lab/lab up')");
        Nodes = [.. Enumerable.Range(1, 3).Select(n => new LabNode(LabProgram, n))];
        if (!await AreNodesNewAsync())
        {
            await RenewNodesAsync();
        }

        await StartAsync();
    }

    /// <summary>Gives all devices and nodes back, through the server, so that the lab can serve another run.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (await FirstDefectAsync() is null)
            {
                await TakeTopologyDownAsync();
            }
            else
            {
                await RenewNodesAsync();
            }
        }
        finally
        {
            await StopAsync();
        }
    }

    /// <summary>
    /// For every test a lab without volumes, whatever the test before it left: what failed there must not make all others fail,
    /// for then nobody sees what it was.
    /// </summary>
    internal async Task ReadyAsync()
    {
        if (await FirstDefectAsync() is { } defect)
        {
            Console.WriteLine($"the lab is made anew, since the test before left it like this: {defect}\nthe server's log ended with\n{Server.EndOfLog(20)}");
            await StopAsync();
            await RenewNodesAsync();
            await StartAsync();
        }
    }

    /// <summary>What is not as a test expects to find it.</summary>
    private async Task<string?> FirstDefectAsync()
    {
        try
        {
            (await Server.GetAsync("/operations")).GetProperty("total").GetInt32().Should().Be(0, "nothing is pending");
            (await VolumeIdsAsync()).Should().BeEmpty();
            foreach (var device in (await Task.WhenAll((await NodeIdsAsync()).Select(id => Server.GetAsync("/nodes/" + id))))
                .SelectMany(node => node.GetProperty("devices").EnumerateArray()))
            {
                device.GetProperty("state").GetString().Should().Be("online");
            }

            await ShouldBeCleanAsync();
            return null;
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}"; // whatever goes wrong here, this lab is of no use
        }
    }

    private async Task<bool> AreNodesNewAsync()
    {
        var groups = await Task.WhenAll(Nodes.Select(n => n.VolumeGroupsAsync()));
        return groups.All(g => g.Count == 0);
    }

    private async Task RenewNodesAsync()
    {
        (await Shell.RunAsync(LabProgram, ["down"])).Require("tests/lab/lab down");
        (await Shell.RunAsync(LabProgram, ["up"])).Require("tests/lab/lab up");
    }

    private async Task StartAsync()
    {
        if (Environment.GetEnvironmentVariable("HEKETI_E2E_EXECUTOR") == "kubernetes")
        {
            pods = await PodCluster.StartAsync(Nodes, LabNode.KeyFile(LabDirectory));
        }

        work = Directory.CreateTempSubdirectory("heketi-e2e-").FullName;
        Server = new(Output("src/Heketi.Server", "heketi"), work, LabDirectory, pods);
        await Server.StartAsync();
        await LoadTopologyAsync();
    }

    private async Task StopAsync()
    {
        Console.WriteLine($"server log: {Path.Combine(work, "heketi.log")}");
        await Server.DisposeAsync();
        await (pods?.DisposeAsync() ?? default);
        pods = null;
    }

    internal async Task LoadTopologyAsync() =>
        Console.WriteLine((await CliAsync("topology", "load", "--json=" + Path.Combine(LabDirectory, "topology.json"))).Require("heketi-cli topology load"));

    /// <summary>Gives the disks and nodes back, and sees that they are as raw and alone as at first.</summary>
    internal async Task TakeTopologyDownAsync()
    {
        var cluster = (await Server.GetAsync("/clusters")).GetProperty("clusters")[0].GetString()!;
        foreach (var node in await NodeIdsAsync())
        {
            var devices = (await Server.GetAsync("/nodes/" + node)).GetProperty("devices").EnumerateArray().Select(d => d.GetProperty("id").GetString()!);
            await Task.WhenAll(devices.Select(async device =>
            {
                (await CliAsync("device", "disable", device)).Require("device disable");
                (await CliAsync("device", "remove", device)).Require("device remove");
                (await CliAsync("device", "delete", device)).Require("device delete");
            }));
            (await CliAsync("node", "delete", node)).Require("node delete");
        }

        (await CliAsync("cluster", "delete", cluster)).Require("cluster delete");
        foreach (var node in Nodes)
        {
            (await node.VolumeGroupsAsync()).Should().BeEmpty("the disks are raw again");
            (await node.RunAsync("gluster pool list")).Trim().Split('\n').Should().HaveCount(2, "every node is alone again");
        }
    }

    internal Task<ProcessResult> CliAsync(params string[] arguments) =>
        Shell.RunAsync(Output("client/Heketi.Cli", "heketi-cli"), ["--server", Server.Url.ToString().TrimEnd('/'), .. arguments]);

    /// <summary>Runs a command on this machine with the volume mounted as its working directory.</summary>
    internal async Task<string> InMountAsync(string volume, string command) =>
        (await Shell.RunAsync(LabProgram, ["mount", volume, "bash", "-c", command])).Require($"in a mount of {volume}: {command}");

    internal async Task<JsonElement> CreateVolumeAsync(params string[] arguments)
    {
        var created = await CliAsync(["volume", "create", "--json", .. arguments]);
        using var json = JsonDocument.Parse(created.Require("heketi-cli volume create"));
        return json.RootElement.Clone();
    }

    /// <summary>Nothing of any volume is on the nodes, and our books equal the volume groups.</summary>
    internal async Task ShouldBeCleanAsync()
    {
        foreach (var traces in await Task.WhenAll(Nodes.Select(n => n.TracesAsync())))
        {
            traces.Should().BeEmpty();
        }

        await BooksShouldEqualNodesAsync();
    }

    internal async Task BooksShouldEqualNodesAsync()
    {
        foreach (var nodeId in await NodeIdsAsync())
        {
            var info = await Server.GetAsync("/nodes/" + nodeId);
            var manage = info.GetProperty("hostnames").GetProperty("manage")[0].GetString();
            var groups = await Nodes.Single(n => n.ManageHost == manage).VolumeGroupsAsync();
            foreach (var device in info.GetProperty("devices").EnumerateArray())
            {
                var storage = device.GetProperty("storage");
                var books = (storage.GetProperty("total").GetUInt64(), storage.GetProperty("free").GetUInt64());
                books.Should().Be(groups["vg_" + device.GetProperty("id").GetString()], "the books of {0} on {1} are exact", device.GetProperty("name"), manage);
            }
        }
    }

    /// <summary>What the state examiner finds: "KIND SUBJECT ID".</summary>
    internal async Task<IReadOnlyList<string>> FindingsAsync()
    {
        using var json = JsonDocument.Parse((await CliAsync("server", "state", "examine", "gluster")).Require("server state examine gluster"));
        json.RootElement.GetProperty("report").EnumerateArray().Select(line => line.GetString())
            .Should().Contain("heketi volume list matches with volume list of all nodes");
        return json.RootElement.TryGetProperty("findings", out var findings)
            ? [.. findings.EnumerateArray().Select(f => $"{f.GetProperty("kind")} {f.GetProperty("subject")} {f.GetProperty("id")}").Order(StringComparer.Ordinal)]
            : [];
    }

    internal async Task<LabNode> NodeOfAsync(string id)
    {
        var manage = (await Server.GetAsync("/nodes/" + id)).GetProperty("hostnames").GetProperty("manage")[0].GetString();
        return Nodes.Single(n => n.ManageHost == manage);
    }

    internal async Task<IReadOnlyList<string>> NodeIdsAsync()
    {
        var cluster = (await Server.GetAsync("/clusters")).GetProperty("clusters")[0].GetString();
        return [.. (await Server.GetAsync("/clusters/" + cluster)).GetProperty("nodes").EnumerateArray().Select(n => n.GetString()!)];
    }

    /// <summary>Waits until no operation is left: the background cleaner ends what was left behind.</summary>
    internal async Task UntilNothingIsPendingAsync(TimeSpan patience)
    {
        var deadline = DateTime.UtcNow + patience;
        while ((await Server.GetAsync("/operations")).GetProperty("total").GetInt32() > 0)
        {
            DateTime.UtcNow.Should().BeBefore(deadline, "all operations come to an end: {0}", await Server.GetAsync("/operations/pending"));
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Waits until nodes whose power is back see each other again: till then Gluster refuses changes.</summary>
    internal Task UntilPeersAreConnectedAsync() => UntilAsync(async () =>
    {
        foreach (var node in Nodes)
        {
            (await node.RunAsync("gluster pool list")).Should().NotContain("Disconnected");
        }
    });

    /// <summary>Waits until all bricks of all volumes run.</summary>
    internal Task UntilAllBricksRunAsync() => UntilAsync(async () =>
    {
        var status = await Nodes[0].RunAsync("gluster --xml volume status all detail");
        var bricks = XDocument.Parse(status).Descendants("node").Where(node => node.Element("sizeTotal") is not null).ToList();
        var expected = await Nodes[0].RunAsync("gluster volume info | grep -c '^Brick[0-9]'");
        bricks.Should().HaveCount(int.Parse(expected, CultureInfo.InvariantCulture)).And.OnlyContain(brick => brick.Element("status")!.Value == "1");
    });

    /// <summary>Kills the server in the midst of an operation: a machine may be fast or slow, so when the nodes show that it has come so far.</summary>
    /// <param name="command">The command, which fails.</param>
    /// <param name="node">A command on the first node...</param>
    /// <param name="shows">... and what it prints then.</param>
    internal async Task KillWhenAsync(Task<ProcessResult> command, string node, string shows)
    {
        await UntilAsync(async () => (await Nodes[0].RunAsync($"{node} 2>&1 || true")).Should().Contain(shows));
        await Server.KillAsync();
        (await command).ExitCode.Should().NotBe(0, "it was under way");
    }

    /// <summary>Waits until an assertion holds.</summary>
    internal static async Task UntilAsync(Func<Task> assertion)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(2);
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or InvalidOperationException && DateTime.UtcNow < deadline)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    internal async Task<IReadOnlyList<string>> VolumeIdsAsync() =>
        [.. (await Server.GetAsync("/volumes")).GetProperty("volumes").EnumerateArray().Select(v => v.GetString()!)];

    /// <summary>Writes the files f1, f2, ... into a volume.</summary>
    /// <returns>Their check sums.</returns>
    internal Task<string> FillAsync(string volume, int count) =>
        InMountAsync(volume, $"for i in $(seq {count}); do head -c $((i * 997)) /dev/urandom >f$i; done; sync; {Sums(count)}");

    internal Task<string> SumsAsync(string volume, int count) => InMountAsync(volume, Sums(count));

    // By their names, not by a listing: while Gluster moves files to new bricks, a directory may list one of them twice
    private static string Sums(int count) => $"sha256sum $(seq -f f%g {count})";

    internal async Task DeleteVolumeAsync(string id) => (await CliAsync("volume", "delete", id)).Require("volume delete");

    /// <summary>Waits until no volume, pending operation or trace is left, as the background cleaner ends what was left behind.</summary>
    internal Task UntilCleanAsync() => UntilAsync(ShouldBeCleanAsync);

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Heketi.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("not inside a checkout");
        }

        return directory;
    }

    private string Output(string project, string name)
    {
        // .../bin/CONFIGURATION/net10.0/ of the tests tells where the programs were built.
        var parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        return Path.Combine(root, project, "bin", parts[^2], parts[^1], name);
    }
}
