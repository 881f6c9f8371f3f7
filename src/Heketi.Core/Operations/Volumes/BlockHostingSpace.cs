using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Volumes;

/// <summary>How much of a block hosting volume may be used: 98 of 100 GiB, rounded down (Heketi API).</summary>
internal static class BlockHostingSpace
{
    /// <summary>GiB usable of <paramref name="sizeGiB"/>.</summary>
    public static int UsableOf(int sizeGiB) => (int)((long)sizeGiB * 98 / 100);

    /// <summary>A new hosting volume with its space.</summary>
    public static Volume Initialize(Volume volume) => volume.Block
        ? volume with { BlockFreeGiB = UsableOf(volume.SizeGiB), BlockReservedGiB = volume.SizeGiB - UsableOf(volume.SizeGiB) }
        : volume;

    /// <summary>The volume with <paramref name="deltaGiB"/> more; the use of a hosting volume stays.</summary>
    public static Volume Grow(Volume volume, int deltaGiB)
    {
        var grown = volume with { SizeGiB = volume.SizeGiB + deltaGiB };
        if (!volume.Block)
        {
            return grown;
        }

        var inUse = volume.SizeGiB - volume.BlockReservedGiB - volume.BlockFreeGiB;
        return grown with
        {
            BlockReservedGiB = grown.SizeGiB - UsableOf(grown.SizeGiB),
            BlockFreeGiB = UsableOf(grown.SizeGiB) - inUse,
        };
    }
}
