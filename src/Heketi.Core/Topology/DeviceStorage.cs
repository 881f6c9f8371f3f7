namespace Heketi.Core.Topology;

/// <summary>Our books of a device's volume group, in KiB.</summary>
/// <param name="TotalKiB">Size of the volume group.</param>
/// <param name="FreeKiB">What no brick has.</param>
/// <param name="UsedKiB">What bricks (thin pools and their metadata) and strangers have.</param>
public readonly record struct DeviceStorage(ulong TotalKiB, ulong FreeKiB, ulong UsedKiB)
{
    /// <summary>Takes space for a brick.</summary>
    /// <exception cref="InvalidOperationException">More than is free was asked for: a bug in placement.</exception>
    public DeviceStorage Take(ulong kiB) => kiB <= FreeKiB
        ? this with { FreeKiB = FreeKiB - kiB, UsedKiB = UsedKiB + kiB }
        : throw new InvalidOperationException($"{kiB} KiB were to be taken of a device with {FreeKiB} KiB free");

    /// <summary>Gives the space of a brick back; never more than is in use (books of the original may have drifted).</summary>
    public DeviceStorage GiveBack(ulong kiB)
    {
        var given = Math.Min(kiB, UsedKiB);
        return this with { FreeKiB = FreeKiB + given, UsedKiB = UsedKiB - given };
    }
}
