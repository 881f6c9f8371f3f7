using System.Text.Json.Nodes;
using Heketi.Deployment.Tests.Helm;

namespace Heketi.Deployment.Tests;

/// <summary>
/// The side car that mounts the database by FUSE, run as it is in the manifest and in the chart. A mount is a file in the folder
/// "mounts": "dead" when its client has died, "busy" while somebody has a file on it open.
/// </summary>
public sealed class DatabaseMountTests : IDisposable
{
    private const string StandIns = """
        cd "$MOUNTS"
        mount() { [ "$2" = glusterfs ] && echo >"${4##*/}"; }
        mountpoint() { [ -e "${2##*/}" ] && ! grep -q dead "${2##*/}"; }
        umount() {
          if [ "$1" = -l ]; then rm "${2##*/}"; echo "lazily ${2##*/}"; return; fi
          echo "tried ${1##*/}"
          ! grep -q busy "${1##*/}" && rm "${1##*/}"
        }
        ls() { ! grep -q dead "${1##*/}"; }
        rmdir() { [ ! -e "${1##*/}" ] && command rmdir "$1"; }
        chown() { echo "owns $1 ${2##*/}"; }
        sleep() { command sleep 0.05; }

        """;

    private readonly ScriptRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("manifest")]
    [InlineData("chart")]
    public async Task It_unmounts_when_the_server_has_ended(string source)
    {
        await StartAsync(source);
        await _run.HoldsAsync(() => _run.Read("output").Contains("owns 10001:10001 pod-1", StringComparison.Ordinal), "the database is the server's");
        _run.Write("mounts/pod-1", "busy");

        _run.Terminate();

        await _run.HoldsAsync(() => _run.Read("output").Split("tried pod-1").Length > 3, "it tries again while the server has its database open");
        _run.Write("mounts/pod-1", "");
        (await _run.ExitAsync()).Should().Be(0);
        _run.Has("mounts/pod-1").Should().BeFalse();
        _run.Has("db/pod-1").Should().BeFalse();
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("chart")]
    public async Task It_clears_away_what_dead_ones_have_left_and_nothing_else(string source)
    {
        _run.Write("mounts/pod-0", "dead");
        _run.Write("mounts/pod-1", "dead");
        _run.Write("mounts/pod-2", "");
        foreach (var pod in new[] { "pod-0", "pod-1", "pod-2", "pod-3" })
        {
            Directory.CreateDirectory(_run.PathOf($"db/{pod}"));
        }

        _run.Write("db/file", "somebody's");
        await StartAsync(source);

        _run.Read("output").Should().Contain("lazily pod-0").And.Contain("lazily pod-1").And.NotContain("lazily pod-2");
        Directory.GetFileSystemEntries(_run.PathOf("db")).Select(Path.GetFileName).Should().BeEquivalentTo("pod-1", "pod-2", "file");
        Directory.GetFiles(_run.PathOf("mounts")).Select(Path.GetFileName).Should().BeEquivalentTo("pod-1", "pod-2");
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("chart")]
    public async Task It_ends_with_its_client_so_that_kubelet_starts_it_again(string source)
    {
        await StartAsync(source);

        _run.Write("mounts/pod-1", "dead");

        (await _run.ExitAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("chart")]
    public void The_server_waits_for_the_mount_of_its_own_pod(string source)
    {
        var pod = Pod(source);
        var server = Variables(pod["containers"]![0]!);

        server.Should().Contain("HEKETI_DB_PATH=/var/lib/heketi/$(POD_NAME)/heketi.db").And.Contain("HEKETI_DB_WAIT_FOR_MOUNT=/var/lib/heketi/$(POD_NAME)");
        // $(NAME) is filled in from variables that come before
        server.Where(each => each.Contains("POD_NAME", StringComparison.Ordinal)).First().Should().Be("POD_NAME=metadata.name");
        Variables(pod["containers"]![1]!).Should().Contain("POD_NAME=metadata.name");
        Propagation(pod["containers"]![0]!).Should().Be("HostToContainer");
        Propagation(pod["containers"]![1]!).Should().Be("Bidirectional");
    }

    private async Task StartAsync(string source)
    {
        Directory.CreateDirectory(_run.PathOf("mounts"));
        Directory.CreateDirectory(_run.PathOf("db"));
        var script = (string)Pod(source)["containers"]![1]!["command"]![2]!;
        _run.Start(
            "/bin/bash", StandIns + script.Replace("/db/", _run.PathOf("db") + "/", StringComparison.Ordinal),
            ("MOUNTS", _run.PathOf("mounts")), ("POD_NAME", "pod-1"), ("DB_VOLUME_HOSTS", "hosts"), ("DB_OWNER", "10001"));
        await _run.HoldsAsync(() => _run.Read("output").Contains("owns", StringComparison.Ordinal), "it mounts");
    }

    private static JsonNode Pod(string source)
    {
        var objects = source == "chart"
            ? HelmChart.Load(Path.Combine(AppContext.BaseDirectory, "helm", "heketi")).Objects("auth: { existingSecret: s }\ndatabase: { kind: fuse }", new())
            : [.. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "kubernetes", "heketi-deployment-fuse.json")))!["items"]!.AsArray().Select(each => each!)];
        return objects.Single(each => (string)each["kind"]! == "Deployment")["spec"]!["template"]!["spec"]!;
    }

    private static string[] Variables(JsonNode container) =>
        [.. container["env"]!.AsArray().Select(each => $"{each!["name"]}={each["value"] ?? each["valueFrom"]?["fieldRef"]?["fieldPath"]}")];

    private static string? Propagation(JsonNode container) =>
        (string?)container["volumeMounts"]!.AsArray().Single(each => (string)each!["name"]! == "db")!["mountPropagation"];
}
