using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>What a brick says that others do not.</summary>
internal static class BrickFaults
{
    public static IEnumerable<string> Of(BrickEntry brick, ExportDocument document)
    {
        var info = brick.Info;
        if (brick.Pending.Id.Length > 0 && !document.Operations.ContainsKey(brick.Pending.Id))
        {
            yield return $"Brick {info.Id} marked pending but no pending op {brick.Pending.Id}";
        }

        if (!document.Nodes.ContainsKey(info.NodeId))
        {
            yield return $"Brick {info.Id} unknown node {info.NodeId}";
        }

        if (!document.Volumes.TryGetValue(info.VolumeId, out var volume))
        {
            yield return $"Brick {info.Id} unknown volume {info.VolumeId}";
        }
        else if (!volume.Bricks.Contains(info.Id))
        {
            yield return $"Brick {info.Id} no link back to brick from volume {info.VolumeId}";
        }

        if (!document.Devices.TryGetValue(info.DeviceId, out var device))
        {
            yield return $"Brick {info.Id} unknown device {info.DeviceId}";
        }
        else if (!device.Bricks.Contains(info.Id))
        {
            yield return $"Brick {info.Id} no link back to brick from device {info.DeviceId}";
        }
    }
}
