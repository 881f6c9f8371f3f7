namespace Heketi.Core.Topology;

/// <summary>Space adds up: what is booked as used is what the bricks take, in whole extents.</summary>
internal static class SpaceInvariants
{
    public static IEnumerable<string> Violations(TopologySnapshot topology) =>
    [
        .. topology.Devices.InOrder().SelectMany(device => Of(device, topology)),
        .. topology.Volumes.InOrder().Where(volume => volume.Block).SelectMany(volume => OfHosting(volume, topology)),
    ];

    private static IEnumerable<string> Of(Device device, TopologySnapshot topology)
    {
        var name = $"device {device.Id} ({device.Name})";
        var storage = device.Storage;
        if ((UInt128)storage.FreeKiB + storage.UsedKiB != storage.TotalKiB)
        {
            yield return $"{name}: free {storage.FreeKiB} KiB and used {storage.UsedKiB} KiB do not add up to the total of {storage.TotalKiB} KiB";
        }

        var bricks = topology.BricksOfDevice(device.Id).Select(id => topology.Bricks[id]).ToList();
        // A clone's brick lives in the thin pool of its origin's
        var taken = bricks
            .GroupBy(brick => brick.ThinPoolName, brick => (UInt128)brick.PoolSizeKiB + brick.PoolMetadataSizeKiB, StringComparer.Ordinal)
            .Aggregate((UInt128)0, (sum, pool) => sum + pool.Max());
        if (taken != storage.UsedKiB)
        {
            yield return $"{name}: {storage.UsedKiB} KiB are booked as used, but its {bricks.Count} bricks take {taken} KiB; "
                + (taken > storage.UsedKiB ? "space may be given twice" : "the difference is lost until a resync");
        }

        if (device.ExtentSizeKiB == 0)
        {
            yield return $"{name}: its extent size is 0";
            yield break;
        }

        foreach (var brick in bricks.Where(brick => brick.PoolSizeKiB % device.ExtentSizeKiB != 0 || brick.PoolMetadataSizeKiB % device.ExtentSizeKiB != 0))
        {
            yield return $"brick {brick.Id}: a pool of {brick.PoolSizeKiB} KiB with {brick.PoolMetadataSizeKiB} KiB of metadata is not "
                + $"made of whole extents ({device.ExtentSizeKiB} KiB); LVM takes more than is booked";
        }

        foreach (var brick in bricks.Where(brick => brick.SizeKiB > brick.PoolSizeKiB))
        {
            yield return $"brick {brick.Id}: it promises {brick.SizeKiB} KiB, but its pool has {brick.PoolSizeKiB} KiB";
        }
    }

    private static IEnumerable<string> OfHosting(Volume volume, TopologySnapshot topology)
    {
        var taken = topology.BlockVolumesOfHost(volume.Id).Sum(id => (long)topology.BlockVolumes[id].SizeGiB);
        if (taken + volume.BlockFreeGiB + volume.BlockReservedGiB != volume.SizeGiB)
        {
            yield return $"volume {volume.Id} ({volume.Name}): its block volumes take {taken} GiB, {volume.BlockFreeGiB} are free and "
                + $"{volume.BlockReservedGiB} kept back, which is not its size of {volume.SizeGiB} GiB";
        }
    }
}
