using System.Text.Json.Nodes;
using Heketi.Testing.Kubernetes;
using Heketi.Testing.Kubernetes.Exec;

namespace Heketi.EndToEnd.Lab;

/// <summary>
/// A Kubernetes API server of ours in which every node of the lab is a GlusterFS pod: what is executed in the pod runs on the
/// node. With <c>HEKETI_E2E_EXECUTOR=kubernetes</c> all tests go this way.
/// </summary>
internal sealed class PodCluster : IAsyncDisposable
{
    private const string Namespace = "storage";
    private readonly FakeKubernetes _api;

    private PodCluster(FakeKubernetes api) => _api = api;

    public static async Task<PodCluster> StartAsync(IReadOnlyList<LabNode> nodes, string keyFile)
    {
        var api = await FakeKubernetes.StartAsync(new ProcessShell((pod, command) => Ssh(pod, command, keyFile)));
        foreach (var node in nodes)
        {
            api.AddGlusterPod("glusterfs-" + node.ManageHost.Replace('.', '-'), node.ManageHost, Namespace);
        }

        return new(api);
    }

    /// <summary>The section <c>kubeexec</c> of a server that uses it.</summary>
    public JsonObject Section() => new()
    {
        ["host"] = _api.Address.ToString(),
        ["namespace"] = Namespace,
        ["gluster_daemonset"] = true,
        ["fstab"] = "/etc/fstab",
    };

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    private static List<string> Ssh(JsonObject pod, IReadOnlyList<string> command, string keyFile) =>
    [
        "ssh", "-T", "-i", keyFile, "-p", "2222", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
        "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=5", "root@" + (string?)pod["spec"]!["nodeName"],
        string.Join(' ', command.Select(word => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'")),
    ];
}
