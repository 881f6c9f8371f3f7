using System.Text.Json.Nodes;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Kubernetes;

/// <summary>
/// The objects of heketi-storage.json as <c>--apply</c> makes them. The job differs from the file's: it copies never
/// over a database that is there, and in one step; and where Kubernetes has no GlusterFS volumes any more it mounts by itself.
/// </summary>
internal static class CopyJob
{
    /// <summary>The first minor version of Kubernetes 1 without GlusterFS volumes.</summary>
    public const int FirstWithoutVolumes = 26;

    private const string Copy =
        """
        if [ -e /heketi/heketi.db ]; then echo 'heketi.db is there already: it stays as it is'; exit 0; fi
        cp /db/heketi.db /heketi/heketi.db.new && mv /heketi/heketi.db.new /heketi/heketi.db
        """;

    /// <summary>The objects of a list, ready to be sent.</summary>
    /// <param name="list">Content of heketi-storage.json.</param>
    /// <param name="volume">The volume.</param>
    /// <param name="mountImage">Image with mount.glusterfs; null: Kubernetes mounts.</param>
    public static IReadOnlyList<JsonObject> Objects(string list, VolumeInfoResponse volume, string? mountImage)
    {
        var objects = JsonNode.Parse(list)!["items"]!.AsArray().Select(item => (JsonObject)item!.DeepClone()).ToList();
        foreach (var value in objects)
        {
            value.Remove("status");
            ((JsonObject)value["metadata"]!).Remove("creationTimestamp");
        }

        Change(objects.Single(value => (string?)value["kind"] == "Job"), volume, mountImage);
        return objects;
    }

    private static void Change(JsonObject job, VolumeInfoResponse volume, string? mountImage)
    {
        ((JsonObject)job["spec"]!["template"]!["metadata"]!).Remove("creationTimestamp");
        var pod = (JsonObject)job["spec"]!["template"]!["spec"]!;
        var container = (JsonObject)pod["containers"]![0]!;
        container["command"] = new JsonArray("/bin/sh", "-ec", Copy);
        if (mountImage is null)
        {
            return;
        }

        // The mount is the container's own and ends with it
        container["image"] = mountImage;
        container["command"] = new JsonArray("/bin/sh", "-ec", $"mkdir -p /heketi\nmount -t glusterfs \"$HOSTS:/$VOLUME\" /heketi\n{Copy}\numount /heketi\n".Replace("exit 0; fi", "umount /heketi; exit 0; fi", StringComparison.Ordinal));
        container["env"] = new JsonArray(
            new JsonObject { ["name"] = "HOSTS", ["value"] = string.Join(',', volume.Mount.GlusterFs.Hosts) },
            new JsonObject { ["name"] = "VOLUME", ["value"] = volume.Name });
        container["securityContext"] = new JsonObject { ["runAsUser"] = 0, ["privileged"] = true };
        pod["hostNetwork"] = true;
        RemoveNamed((JsonArray)container["volumeMounts"]!, "heketi-storage");
        RemoveNamed((JsonArray)pod["volumes"]!, "heketi-storage");
    }

    private static void RemoveNamed(JsonArray list, string name) => list.Remove(list.Single(item => (string?)item!["name"] == name));
}
