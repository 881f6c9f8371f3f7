using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>A device that may take bricks, and what is left of it while bricks are placed.</summary>
internal struct UsableDevice
{
    public required Device Device;

    /// <summary>Index of its node.</summary>
    public required int Node;

    /// <summary>Which bricks of arbiter volumes it may take.</summary>
    public required ArbiterPolicy Arbiter;

    /// <summary>Free space, KiB.</summary>
    public required ulong FreeKiB;

    /// <summary>Breaks ties between devices that are equally full.</summary>
    public required int Tie;

    /// <summary>Free part of it.</summary>
    public readonly double FreePart => Device.Storage.TotalKiB > 0 ? FreeKiB / (double)Device.Storage.TotalKiB : 0;
}
