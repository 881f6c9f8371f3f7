using Heketi.Core.Store;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>Whether new block volumes may be put into a hosting volume (Heketi API).</summary>
internal static class BlockRestrictionRule
{
    private const string Failure = "Failed to set block restriction: ";

    /// <summary>Locks a hosting volume or unlocks it.</summary>
    /// <exception cref="OperationRefusedException">It is not there, no hosting volume, or has too little space to be unlocked.</exception>
    public static void Set(TopologyEditor editor, string volumeId, BlockRestriction restriction)
    {
        var volume = VolumePlanner.Existing(editor.Current, volumeId);
        RefuseToSet(volume);
        if (restriction is BlockRestriction.Unrestricted && volume.BlockRestriction is not BlockRestriction.Unrestricted)
        {
            volume = Reserve(volume);
        }

        editor.Put(volume with { BlockRestriction = restriction });
    }

    /// <summary>Refuses what is no hosting volume.</summary>
    public static void RefuseToSet(Volume volume)
    {
        if (!volume.Block)
        {
            throw new OperationRefusedException(RefusalReason.Failed, Failure + "Block restrictions can only be set on block hosting volumes");
        }
    }

    /// <summary>A volume of an old database has no space kept back yet; without it the file system below could fill up.</summary>
    private static Volume Reserve(Volume volume)
    {
        var reserve = volume.SizeGiB - BlockHostingSpace.UsableOf(volume.SizeGiB);
        if (volume.BlockReservedGiB > 0)
        {
            return volume;
        }

        return volume.BlockFreeGiB >= reserve
            ? volume with { BlockReservedGiB = reserve, BlockFreeGiB = volume.BlockFreeGiB - reserve }
            : throw new OperationRefusedException(
                RefusalReason.Failed,
                $"{Failure}Can not unlock volume. {reserve}GiB free space is required, but found {volume.BlockFreeGiB}GiB");
    }
}
