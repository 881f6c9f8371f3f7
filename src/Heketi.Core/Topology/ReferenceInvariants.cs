namespace Heketi.Core.Topology;

/// <summary>Whatever is named is there, and belongs where it is said to.</summary>
internal static class ReferenceInvariants
{
    public static IEnumerable<string> Violations(TopologySnapshot topology) =>
    [
        .. topology.Nodes.InOrder().SelectMany(node => Of(node, topology)),
        .. topology.Devices.InOrder().SelectMany(device => Of(device, topology)),
        .. topology.Volumes.InOrder().SelectMany(volume => Of(volume, topology)),
        .. topology.Bricks.InOrder().SelectMany(brick => Of(brick, topology)),
        .. topology.BlockVolumes.InOrder().SelectMany(volume => Of(volume, topology)),
    ];

    private static IEnumerable<string> Of(Node node, TopologySnapshot topology)
    {
        if (!topology.Clusters.Contains(node.ClusterId))
        {
            yield return $"node {node.Id}: its cluster {node.ClusterId} is not there";
        }

        if (node.ManageHost.Length == 0 || node.StorageHost.Length == 0)
        {
            yield return $"node {node.Id}: it has no manage or no storage host name, so it cannot be reached";
        }
    }

    private static IEnumerable<string> Of(Device device, TopologySnapshot topology)
    {
        if (!topology.Nodes.Contains(device.NodeId))
        {
            yield return $"device {device.Id} ({device.Name}): its node {device.NodeId} is not there";
        }
    }

    private static IEnumerable<string> Of(Volume volume, TopologySnapshot topology)
    {
        if (!topology.Clusters.Contains(volume.ClusterId))
        {
            yield return $"volume {volume.Id} ({volume.Name}): its cluster {volume.ClusterId} is not there";
        }

        var bricks = topology.BricksOfVolume(volume.Id).Select(id => topology.Bricks[id]).ToList();
        var settled = bricks.Count(brick => !IsBeingMade(brick, topology));
        var perSet = volume.Durability.BricksPerSet;
        if (bricks.Count == 0)
        {
            yield return $"volume {volume.Id} ({volume.Name}): it has no bricks";
        }
        else if (volume.PendingId.Length == 0 && (perSet < 1 || settled % perSet != 0))
        {
            yield return $"volume {volume.Id} ({volume.Name}): it has {settled} bricks, which is no multiple of the {perSet} of a {volume.Durability.Word} set";
        }

        if (volume.SizeGiB < 1)
        {
            yield return $"volume {volume.Id} ({volume.Name}): a size of {volume.SizeGiB} GiB is not possible";
        }

        foreach (var text in Pending("volume", volume.Id, volume.PendingId, topology))
        {
            yield return text;
        }
    }

    /// <summary>By an expand or as another's replacement; one that is being taken away still counts.</summary>
    private static bool IsBeingMade(Brick brick, TopologySnapshot topology) =>
        topology.Operations.Find(brick.PendingId) is { } operation
        && operation.Actions.Any(action => action.Change is OperationChange.AddBrick && action.EntityId == brick.Id);

    private static IEnumerable<string> Of(Brick brick, TopologySnapshot topology)
    {
        var device = topology.Devices.Find(brick.DeviceId);
        var node = topology.Nodes.Find(brick.NodeId);
        var volume = topology.Volumes.Find(brick.VolumeId);
        if (device is null)
        {
            yield return $"brick {brick.Id}: its device {brick.DeviceId} is not there";
        }
        else if (device.NodeId != brick.NodeId)
        {
            yield return $"brick {brick.Id}: it says that it is on node {brick.NodeId}, but its device {device.Id} is on node {device.NodeId}";
        }

        if (node is null)
        {
            yield return $"brick {brick.Id}: its node {brick.NodeId} is not there";
        }

        if (volume is null)
        {
            yield return $"brick {brick.Id}: its volume \"{brick.VolumeId}\" is not there; the brick takes space that nobody can free";
        }
        else if (node is not null && node.ClusterId != volume.ClusterId)
        {
            yield return $"brick {brick.Id}: it is in cluster {node.ClusterId}, but its volume {volume.Id} is in cluster {volume.ClusterId}";
        }

        if (brick.Path.Length == 0)
        {
            yield return $"brick {brick.Id}: it has no path, so its making never ended; heketi db delete-bricks-with-empty-path takes such bricks out";
        }

        foreach (var text in Pending("brick", brick.Id, brick.PendingId, topology))
        {
            yield return text;
        }
    }

    private static IEnumerable<string> Of(BlockVolume volume, TopologySnapshot topology)
    {
        if (!topology.Clusters.Contains(volume.ClusterId))
        {
            yield return $"block volume {volume.Id} ({volume.Name}): its cluster {volume.ClusterId} is not there";
        }

        switch (topology.Volumes.Find(volume.HostingVolumeId))
        {
            case null:
                yield return $"block volume {volume.Id} ({volume.Name}): its hosting volume {volume.HostingVolumeId} is not there";
                break;
            case { Block: false }:
                yield return $"block volume {volume.Id} ({volume.Name}): volume {volume.HostingVolumeId} is not a block hosting volume";
                break;
            case { } host when host.ClusterId != volume.ClusterId:
                yield return $"block volume {volume.Id} ({volume.Name}): it is in cluster {volume.ClusterId}, its hosting volume in {host.ClusterId}";
                break;
        }

        foreach (var text in Pending("block volume", volume.Id, volume.PendingId, topology))
        {
            yield return text;
        }
    }

    private static IEnumerable<string> Pending(string kind, string id, string operation, TopologySnapshot topology)
    {
        if (operation.Length > 0 && !topology.Operations.Contains(operation))
        {
            yield return $"{kind} {id}: it waits for operation {operation}, which is not there; it stays hidden for good";
        }
    }
}
