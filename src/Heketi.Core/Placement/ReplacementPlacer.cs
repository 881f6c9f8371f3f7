using System.Globalization;
using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>
/// Finds a place for one brick of an existing set: of the same size, on another device, on a node without a brick of the set and,
/// if zones are strict, in a zone without one. Pure: it changes nothing.
/// </summary>
/// <param name="random">Chooses between devices that are equally good. Used by one call at a time unless it is thread-safe.</param>
/// <param name="newId">Gives new ids of bricks (<see cref="EntityId.New"/>).</param>
/// <param name="health">How the nodes are: one that does not answer gets no brick; null: all are well.</param>
public sealed class ReplacementPlacer(Random random, Func<string> newId, INodeHealth? health = null)
{
    /// <summary>
    /// The best place: in the zone with the fewest bricks of the set, on the emptiest node, there on the emptiest device.
    /// </summary>
    public ReplacementResult Find(TopologySnapshot topology, ReplacementRequest request)
    {
        ArgumentNullException.ThrowIfNull(topology);
        ArgumentNullException.ThrowIfNull(request);
        var peerNodes = request.Peers.Select(p => p.NodeId).ToHashSet(StringComparer.Ordinal);
        var zones = peerNodes
            .Select(topology.Nodes.Find)
            .OfType<Node>()
            .CountBy(n => n.Zone)
            .ToDictionary();
        var room = PlacementRoom.Of(topology, RoomRequest(request, peerNodes, zones), random);
        Choice? best = null;
        var full = 0;
        foreach (ref readonly var node in room.Nodes)
        {
            for (var d = node.FirstDevice; d < node.EndOfDevices; d++)
            {
                var slot = room.Devices[d];
                var footprint = BrickFootprint.TryOf(request.Old.SizeKiB, request.SnapshotFactor, slot.Device.ExtentSizeKiB);
                if (footprint is not { } size || size.TotalKiB > slot.FreeKiB)
                {
                    full++;
                    continue;
                }

                var choice = new Choice(slot.Device, size, zones.GetValueOrDefault(node.Node.Zone), node.FreePart, node.Tie, slot.Tie);
                best = best is null || choice.IsBetterThan(best) ? choice : best;
            }
        }

        return best is null
            ? new ReplacementResult.None(Explain(request, room, full))
            : new ReplacementResult.Found(NewBrick.On(best.Device, best.Size, request.Old.VolumeId, newId(), request.Old.SubType));
    }

    private PlacementRequest RoomRequest(ReplacementRequest request, HashSet<string> peerNodes, Dictionary<int, int> zones) => new()
    {
        ClusterId = request.ClusterId,
        VolumeId = request.Old.VolumeId,
        SizeGiB = 1,
        Durability = new(),
        DeviceFilter = (node, device) =>
            device.Id == request.Old.DeviceId ? "the brick is there now"
            : peerNodes.Contains(node.Id) ? "on a node with another brick of the set"
            : request.StrictZones && zones.ContainsKey(node.Zone) ? "in a zone with another brick of the set"
            : health?.IsDown(node.Id) is true ? "its node does not answer"
            : request.DeviceFilter?.Invoke(node, device),
    };

    private static string Explain(ReplacementRequest request, PlacementRoom room, int full)
    {
        var size = ((double)request.Old.SizeKiB / SetShape.KiBPerGiB).ToString("0.##", CultureInfo.InvariantCulture);
        var reasons = room.Exclusions.Describe().ToList();
        if (full > 0)
        {
            reasons.Add($"{full} with too little free space");
        }

        var where = request.StrictZones ? "in a zone without a brick of its set" : "on a node without a brick of its set";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the brick of {size} GiB needs a device {where}; of {room.Exclusions.Devices} devices on {room.Exclusions.Nodes} nodes: ")
            + string.Join(", ", [.. reasons, "none left"]);
    }

    private sealed record Choice(Device Device, BrickFootprint Size, int BricksInZone, double NodeFree, int NodeTie, int DeviceTie)
    {
        private double DeviceFree => Device.Storage.TotalKiB > 0 ? Device.Storage.FreeKiB / (double)Device.Storage.TotalKiB : 0;

        public bool IsBetterThan(Choice other) =>
            (-BricksInZone, NodeFree, NodeTie, DeviceFree, DeviceTie)
                .CompareTo((-other.BricksInZone, other.NodeFree, other.NodeTie, other.DeviceFree, other.DeviceTie)) > 0;
    }
}
