using Heketi.Contracts.Volumes;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Topology;

namespace Heketi.Server.Mapping;

/// <summary>Plans as the API shows them.</summary>
internal static class VolumePlanMapping
{
    public static VolumePlanResponse ToResponse(this VolumePlan plan, long sizeGiB) => plan switch
    {
        VolumePlan.Possible possible => new()
        {
            Possible = true,
            Size = sizeGiB,
            Cluster = possible.Volume.ClusterId,
            Sets = possible.BrickSets.Length,
            Bricks = [.. possible.BrickSets.SelectMany((set, i) => set.Select(brick => BrickOf(brick, i + 1, possible.Topology)))],
            Devices = [.. possible.Bricks.GroupBy(b => b.DeviceId, StringComparer.Ordinal).Select(g => DeviceOf([.. g], possible.Topology.Devices[g.Key]))],
        },
        VolumePlan.Impossible impossible => new()
        {
            Size = sizeGiB,
            Error = impossible.Text,
            Refusals = [.. impossible.Refusals.Select(RefusalOf)],
            LargestSize = impossible.Refusals.Max(r => r.LargestGiB),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(plan)),
    };

    private static PlannedBrick BrickOf(Brick brick, int set, TopologySnapshot topology) => new()
    {
        Set = set,
        Role = brick.SubType is BrickSubType.Arbiter ? "arbiter" : "data",
        Node = brick.NodeId,
        Zone = topology.Nodes[brick.NodeId].Zone,
        Device = brick.DeviceId,
        Size = brick.SizeKiB,
        ThinPoolSize = brick.PoolSizeKiB,
        ThinPoolMetadataSize = brick.PoolMetadataSizeKiB,
    };

    private static PlannedDevice DeviceOf(Brick[] bricks, Device device)
    {
        var size = bricks.Aggregate(0UL, (sum, brick) => sum + brick.TotalKiB);
        return new()
        {
            Device = device.Id,
            Node = device.NodeId,
            Bricks = bricks.Length,
            Size = size,
            FreeBefore = device.Storage.FreeKiB,
            FreeAfter = device.Storage.FreeKiB - size,
        };
    }

    private static PlanRefusal RefusalOf(ClusterRefusal refusal) => new()
    {
        Cluster = refusal.ClusterId,
        Reason = refusal.Text,
        Constraints = [.. refusal.Constraints.Select(c => new PlanConstraint { Reason = c.Reason, Devices = c.Devices })],
        LargestSize = refusal.LargestGiB,
    };
}
