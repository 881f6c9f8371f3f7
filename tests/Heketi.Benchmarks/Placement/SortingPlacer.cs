using System.Collections.Immutable;
using Heketi.Core.Placement;
using Heketi.Core.Topology;

namespace Heketi.Benchmarks.Placement;

/// <summary>The obvious way, to compare with: sorts all devices for each brick. It may refuse what could be placed.</summary>
internal sealed class SortingPlacer(Func<string> newId) : IBrickPlacer
{
    public PlacementResult Place(TopologySnapshot topology, PlacementRequest request)
    {
        var brickKiB = (ulong)request.SizeGiB * 1024 * 1024;
        var set = ImmutableArray.CreateBuilder<Brick>();
        while (set.Count < request.Durability.BricksPerSet)
        {
            var device = topology.Devices
                .Where(device => device.State is EntryState.Online)
                .Where(device => topology.Nodes[device.NodeId] is { State: EntryState.Online } node && node.ClusterId == request.ClusterId)
                .OrderBy(device => set.Count(brick => topology.Nodes[brick.NodeId].Zone == topology.Nodes[device.NodeId].Zone))
                .ThenByDescending(device => device.Storage.FreeKiB)
                .FirstOrDefault(device => set.All(brick => brick.NodeId != device.NodeId)
                    && BrickFootprint.Of(brickKiB, 1, device.ExtentSizeKiB).TotalKiB <= device.Storage.FreeKiB);
            if (device is null)
            {
                return new PlacementResult.Refused(RefusalKind.NoSpace, "no device");
            }

            set.Add(NewBrick(device, request.VolumeId, BrickFootprint.Of(brickKiB, 1, device.ExtentSizeKiB)));
        }

        return new PlacementResult.Placed([set.ToImmutable()]);
    }

    private Brick NewBrick(Device device, string volumeId, BrickFootprint footprint)
    {
        var id = newId();
        return new()
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
        };
    }
}
