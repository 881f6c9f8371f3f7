using System.Globalization;

namespace Heketi.Core.Nodes;

/// <summary>The size of a block volume as far as gluster-block tells it: rounded to a tenth of its largest unit.</summary>
/// <param name="LeastGiB">It has so many GiB at least.</param>
/// <param name="MostGiB">It has so many GiB at most.</param>
public readonly record struct BlockSize(decimal LeastGiB, decimal MostGiB)
{
    /// <summary>A size that is known.</summary>
    public static BlockSize Of(int sizeGiB) => new(sizeGiB, sizeGiB);

    /// <summary>The size in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LeastGiB:0.##} to {MostGiB:0.##} GiB");
}
