using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Examination;

/// <summary>
/// The books around a look at the nodes, which takes seconds in which operations go on: only what was there unpending before and
/// after must be on the nodes, and what was there before or after, or is under way, may be.
/// </summary>
internal sealed class Books(TopologySnapshot before, TopologySnapshot after)
{
    /// <summary>The books after the look.</summary>
    public TopologySnapshot Now => after;

    /// <summary>Volumes that must be in Gluster.</summary>
    public IEnumerable<Volume> VolumesOf(string clusterId) => after.VolumesOfCluster(clusterId)
        .Select(id => after.Volumes[id])
        .Where(v => v.PendingId.Length == 0 && before.Volumes.Find(v.Id) is { PendingId.Length: 0 } old && old.Name == v.Name);

    /// <summary>Whether a volume of that name may be in Gluster.</summary>
    public bool MayHave(string clusterId, string volumeName) =>
        !after.VolumesNamed(clusterId, volumeName).IsEmpty || !before.VolumesNamed(clusterId, volumeName).IsEmpty;

    /// <summary>Bricks that must be on a node.</summary>
    public IEnumerable<Brick> BricksOf(string nodeId) => after.DevicesOfNode(nodeId).SelectMany(BricksOfDevice).Where(IsSettled);

    /// <summary>Bricks that must be in a volume; null while an operation works on it.</summary>
    public IReadOnlyList<Brick>? BricksOfVolume(Volume volume)
    {
        var bricks = after.BricksOfVolume(volume.Id);
        return bricks.SetEquals(before.BricksOfVolume(volume.Id)) && bricks.All(id => IsSettled(after.Bricks[id]))
            ? [.. bricks.Select(id => after.Bricks[id])]
            : null;
    }

    /// <summary>Bricks that may be on a node.</summary>
    public IEnumerable<Brick> PossibleBricksOf(string nodeId) =>
        before.DevicesOfNode(nodeId).SelectMany(d => before.BricksOfDevice(d).Select(id => before.Bricks[id]))
            .Concat(after.DevicesOfNode(nodeId).SelectMany(BricksOfDevice));

    /// <summary>Devices that must be on a node.</summary>
    public IEnumerable<Device> DevicesOf(string nodeId) =>
        after.DevicesOfNode(nodeId).Where(before.Devices.Contains).Select(id => after.Devices[id]);

    /// <summary>Whether a device may be on a node.</summary>
    public bool MayHaveDevice(string nodeId, string deviceId) =>
        (after.Devices.Find(deviceId) ?? before.Devices.Find(deviceId))?.NodeId == nodeId;

    /// <summary>Nothing happens on the device: its space can be compared.</summary>
    public bool IsQuiet(Device device) =>
        before.Devices.Find(device.Id)?.Storage == device.Storage && BricksOfDevice(device.Id).All(IsSettled);

    private IEnumerable<Brick> BricksOfDevice(string deviceId) => after.BricksOfDevice(deviceId).Select(id => after.Bricks[id]);

    private bool IsSettled(Brick brick) => brick.PendingId.Length == 0
        && before.Bricks.Find(brick.Id) is { PendingId.Length: 0 }
        && after.Volumes.Find(brick.VolumeId) is not { PendingId.Length: > 0 };
}
