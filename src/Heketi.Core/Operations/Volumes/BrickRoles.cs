using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>What the bricks of a volume hold and which devices may take them.</summary>
internal static class BrickRoles
{
    /// <summary>Copies of a volume that can have an arbiter: two of data, and the arbiter.</summary>
    private const int ArbiterReplica = 3;

    /// <summary>
    /// Whether a new volume gets an arbiter brick in each set: replica 3 only. Other volumes ignore the option (Heketi API); a
    /// disperse set whose last brick were a small one could not hold its data.
    /// </summary>
    public static bool HasArbiter(Volume volume) =>
        volume.Durability is { Kind: DurabilityKind.Replicate, EffectiveReplica: ArbiterReplica } && VolumeOptions.WantsArbiter(volume.Options);

    /// <summary>
    /// Whether new sets of a volume get an arbiter brick. What its bricks are counts more than what its options say: Gluster cannot
    /// mix sets. Only of bricks of old databases it is not known.
    /// </summary>
    public static bool HasArbiter(Volume volume, TopologySnapshot topology)
    {
        var bricks = topology.BricksOfVolume(volume.Id).Select(id => topology.Bricks[id].SubType).ToList();
        return volume.Durability is { Kind: DurabilityKind.Replicate, EffectiveReplica: ArbiterReplica }
            && (bricks.Contains(BrickSubType.Arbiter)
                || (HasArbiter(volume) && bricks.TrueForAll(b => b is BrickSubType.Unknown)));
    }

    /// <summary>
    /// Why a device takes no brick of that kind of the volume, or null: <c>user.heketi.device-tag-match</c> and, in arbiter
    /// volumes, the tag <c>arbiter</c>. For one brick; sets of new bricks go through the placer.
    /// </summary>
    /// <exception cref="OperationRefusedException">The volume's device-tag-match is no rule.</exception>
    public static Func<Node, Device, string?> DeviceFilter(Volume volume, TopologySnapshot topology, BrickSubType role)
    {
        var rule = VolumeOptions.DeviceRule(volume.Options);
        var arbiter = HasArbiter(volume, topology);
        return (node, device) => rule?.Refusal(node, device) ?? (arbiter ? ArbiterTag.Refusal(role, node, device) : null);
    }
}
