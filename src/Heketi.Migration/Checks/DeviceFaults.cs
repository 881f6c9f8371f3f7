using Heketi.Migration.Export;

namespace Heketi.Migration.Checks;

/// <summary>What a device says that others do not, and sizes that do not add up.</summary>
internal static class DeviceFaults
{
    public static IEnumerable<string> Of(DeviceEntry device, ExportDocument document)
    {
        var id = device.Info.Id;
        var taken = 0UL;
        foreach (var brick in device.Bricks)
        {
            if (!document.Bricks.TryGetValue(brick, out var entry))
            {
                yield return $"Device {id} unknown brick {brick}";
                continue;
            }

            if (entry.Info.DeviceId != id)
            {
                yield return $"Device {id} no link back to device from brick {brick}";
            }

            taken = unchecked(taken + entry.PoolSize + entry.PoolMetadataSize);
        }

        if (!document.Nodes.TryGetValue(device.NodeId, out var node))
        {
            yield return $"Device {id} unknown node {device.NodeId}";
        }
        else if (!node.Devices.Contains(id))
        {
            yield return $"Device {id} no link back to device from node {device.NodeId}";
        }

        var storage = device.Info.Storage;
        if (storage.Total != unchecked(storage.Free + storage.Used))
        {
            yield return $"Device {id} size values differ Total({storage.Total}) != Free({storage.Free}) + Used({storage.Used})";
        }

        if (storage.Used != taken)
        {
            yield return $"Device {id} size values differ Used({storage.Used}) != aggregateBricksSize({taken})";
        }
    }
}
