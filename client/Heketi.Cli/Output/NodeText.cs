using System.Text;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;

namespace Heketi.Cli.Output;

/// <summary>A node as text.</summary>
internal static class NodeText
{
    public static string Summary(NodeInfoResponse node) =>
        $"Node Id: {node.Id}\nState: {Units.State(node.State)}\nCluster Id: {node.ClusterId}\nZone: {node.Zone}\n"
        + $"Management Hostname: {First(node.Hostnames.Manage)}\nStorage Hostname: {First(node.Hostnames.Storage)}\n";

    public static string Full(NodeInfoResponse node)
    {
        var text = new StringBuilder(Summary(node));
        if (node.Tags is { Count: > 0 })
        {
            text.Append("Tags:\n");
            foreach (var (name, value) in Units.Sorted(node.Tags))
            {
                text.Append($"  {name}: {value}\n");
            }
        }

        text.Append("Devices:\n");
        foreach (var device in node.Devices ?? [])
        {
            text.Append(Line(device));
        }

        return text.ToString();
    }

    private static string Line(DeviceInfoResponse device) =>
        $"Id:{device.Id}   Name:{device.Name,-20}State:{Units.State(device.State),-10}Size (GiB):{Units.Gib(device.Storage.Total),-8}"
        + $"Used (GiB):{Units.Gib(device.Storage.Used),-8}Free (GiB):{Units.Gib(device.Storage.Free),-8}Bricks:{device.Bricks?.Count ?? 0,-8}\n";

    private static string First(IReadOnlyList<string>? names) => names is [var first, ..] ? first : "";
}
