using System.Globalization;
using System.Text;
using Heketi.Client.Topology;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Output;

/// <summary>A whole topology as text.</summary>
internal static class TopologyText
{
    public static string Full(TopologyInfo topology)
    {
        var text = new StringBuilder();
        foreach (var cluster in topology.Clusters)
        {
            Append(text, cluster);
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, ClusterTopology cluster)
    {
        text.Append($"\nCluster Id: {cluster.Id}\n\n    File:  {Word(cluster.File)}\n    Block: {Word(cluster.Block)}\n\n    Volumes:\n");
        foreach (var volume in cluster.Volumes)
        {
            Append(text, volume);
        }

        text.Append("\n\n    Nodes:\n");
        foreach (var node in cluster.Nodes)
        {
            Append(text, node);
        }
    }

    private static void Append(StringBuilder text, VolumeInfoResponse volume)
    {
        text.Append($"\n\tName: {volume.Name}\n\tSize: {volume.Size}\n\tId: {volume.Id}\n\tCluster Id: {volume.ClusterId}\n")
            .Append($"\tMount: {volume.Mount.GlusterFs.Device}\n\tMount Options: {VolumeText.MountOptions(volume)}\n")
            .Append($"\tDurability Type: {volume.Durability.Type}\n")
            .Append(volume.Durability.Type switch
            {
                "replicate" => $"\tReplica: {volume.Durability.Replicate.Replica}\n",
                "disperse" => $"\tDisperse Data: {volume.Durability.Disperse.Data}\n\tDisperse Redundancy: {volume.Durability.Disperse.Redundancy}\n",
                _ => "",
            })
            .Append(volume.Snapshot.Enable
                ? string.Create(CultureInfo.InvariantCulture, $"\tSnapshot: Enabled\n\tSnapshot Factor: {volume.Snapshot.Factor:F2}\n")
                : "\tSnapshot: Disabled\n")
            .Append("\n\t\tBricks:\n");
        foreach (var brick in volume.Bricks ?? [])
        {
            text.Append($"\t\t\tId: {brick.Id}\n\t\t\tPath: {brick.Path}\n\t\t\tSize (GiB): {Units.Gib(brick.Size)}\n")
                .Append($"\t\t\tNode: {brick.NodeId}\n\t\t\tDevice: {brick.DeviceId}\n\n");
        }
    }

    private static void Append(StringBuilder text, NodeInfoResponse node)
    {
        text.Append($"\n\tNode Id: {node.Id}\n\tState: {Units.State(node.State)}\n\tCluster Id: {node.ClusterId}\n\tZone: {node.Zone}\n")
            .Append($"\tManagement Hostnames: {string.Join(", ", node.Hostnames.Manage ?? [])}\n")
            .Append($"\tStorage Hostnames: {string.Join(", ", node.Hostnames.Storage ?? [])}\n")
            .Append(Tags("\t", node.Tags))
            .Append("\tDevices:\n");
        foreach (var device in node.Devices ?? [])
        {
            Append(text, device);
        }
    }

    private static void Append(StringBuilder text, DeviceInfoResponse device)
    {
        text.Append($"\t\tId:{device.Id}   State:{Units.State(device.State),-10}Size (GiB):{Units.Gib(device.Storage.Total),-8}")
            .Append($"Used (GiB):{Units.Gib(device.Storage.Used),-8}Free (GiB):{Units.Gib(device.Storage.Free),-8}\n")
            .Append(Tags("\t\t\t", device.Tags))
            .Append($"\t\t\tKnown Paths: {string.Join(' ', device.Paths is { Count: > 0 } paths ? paths : [device.Name])}\n\n\t\t\tBricks:\n");
        foreach (var brick in device.Bricks ?? [])
        {
            Append(text, brick);
        }
    }

    private static void Append(StringBuilder text, BrickInfo brick) =>
        text.Append($"\t\t\t\tId:{brick.Id}   Size (GiB):{Units.Gib(brick.Size),-8}Path: {brick.Path}\n");

    private static string Tags(string indent, IReadOnlyDictionary<string, string>? tags) => tags is { Count: > 0 }
        ? $"{indent}Tags: {string.Join(' ', Units.Sorted(tags).Select(tag => $"{tag.Key}:{tag.Value}"))}\n\n"
        : "";

    private static string Word(bool value) => value ? "true" : "false";
}
