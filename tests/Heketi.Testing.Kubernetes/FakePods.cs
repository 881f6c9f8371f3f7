using System.Text.Json.Nodes;

namespace Heketi.Testing.Kubernetes;

/// <summary>Pods as the original's manifests make them.</summary>
public static class FakePods
{
    /// <summary>A running pod of the GlusterFS daemon set on <paramref name="host"/>.</summary>
    public static JsonObject Gluster(string name, string @namespace, string host, string label = "pod") => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = @namespace,
            ["uid"] = Guid.NewGuid().ToString(),
            ["creationTimestamp"] = "2026-01-01T00:00:00Z",
            ["labels"] = new JsonObject { ["glusterfs"] = "pod", ["glusterfs-node"] = label },
        },
        ["spec"] = new JsonObject
        {
            ["nodeName"] = host,
            ["containers"] = new JsonArray(
                new JsonObject { ["name"] = "sidecar", ["image"] = "sidecar" },
                new JsonObject { ["name"] = "glusterfs", ["image"] = "gluster/gluster-centos" }),
        },
        ["status"] = new JsonObject
        {
            ["phase"] = "Running",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }),
        },
    };
}
