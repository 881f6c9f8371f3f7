using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Names of a brick that is to be made (the layout of Heketi).</summary>
internal static class NewBrick
{
    public static Brick On(Device device, BrickFootprint footprint, string volumeId, string id, BrickSubType role) => new()
    {
        Id = id,
        DeviceId = device.Id,
        NodeId = device.NodeId,
        VolumeId = volumeId,
        Path = Brick.PathOf(device.Id, id),
        SizeKiB = footprint.SizeKiB,
        PoolSizeKiB = footprint.PoolSizeKiB,
        PoolMetadataSizeKiB = footprint.PoolMetadataSizeKiB,
        ThinPool = "tp_" + id,
        SubType = role,
    };
}
