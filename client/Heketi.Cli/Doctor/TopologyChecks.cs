using Heketi.Client.Topology;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;

namespace Heketi.Cli.Doctor;

/// <summary>Looks whether the clusters can hold volumes.</summary>
internal static class TopologyChecks
{
    /// <summary>Nodes that a volume of the default durability needs.</summary>
    private const int NodesOfDefaultVolume = 3;

    /// <summary>Free space below this share is little.</summary>
    private const double LittleSpace = 0.1;

    public static IEnumerable<Finding> Of(TopologyInfo topology)
    {
        if (topology.Clusters.Count == 0)
        {
            yield return new Finding(Grade.Warning, "there are no clusters", "Describe nodes and disks in a file and give it to: heketi-cli topology load --json=FILE");
        }

        foreach (var finding in topology.Clusters.SelectMany(Of))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Of(ClusterTopology cluster)
    {
        var usable = cluster.Nodes.Count(node => node.State == "online" && node.Devices.Any(device => device.State == "online"));
        yield return usable >= NodesOfDefaultVolume
            ? new Finding(Grade.Ok, $"cluster {cluster.Id}: {usable} nodes with disks are online")
            : new Finding(
                Grade.Warning,
                $"cluster {cluster.Id}: only {usable} nodes with disks are online",
                $"A volume with three replicas needs {NodesOfDefaultVolume}; add nodes (heketi-cli node add) and disks (heketi-cli device add).");
        foreach (var finding in cluster.Nodes.SelectMany(Of))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Of(NodeInfoResponse node)
    {
        var name = node.Hostnames.Manage is [var first, ..] ? first : node.Id;
        if (node.State != "online")
        {
            yield return new Finding(Grade.Warning, $"node {name} is {node.State}: it gets no new bricks", $"When it is well: heketi-cli node enable {node.Id}");
        }

        if (node.Devices.Count == 0)
        {
            yield return new Finding(Grade.Warning, $"node {name} has no disks", $"Add one: heketi-cli device add --name=/dev/... --node={node.Id}");
        }

        foreach (var finding in node.Devices.Select(device => Of(device, name)).OfType<Finding>())
        {
            yield return finding;
        }
    }

    private static Finding? Of(DeviceInfoResponse device, string node) => device switch
    {
        { State: "failed" } => new Finding(Grade.Warning, $"disk {device.Name} of node {node} has failed", $"When it is empty: heketi-cli device delete {device.Id}"),
        { State: "offline" } => new Finding(Grade.Warning, $"disk {device.Name} of node {node} is offline: it gets no new bricks", $"When it is well: heketi-cli device enable {device.Id}"),
        { Storage: { Total: > 0 } space } when space.Free < space.Total * LittleSpace => new Finding(
            Grade.Warning,
            $"disk {device.Name} of node {node} has {space.Free / (1024 * 1024)} of {space.Total / (1024 * 1024)} GiB free",
            "Add disks before volumes are refused: heketi-cli device add"),
        _ => null,
    };
}
