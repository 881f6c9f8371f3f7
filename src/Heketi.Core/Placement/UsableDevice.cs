using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>A device that may take bricks, and what is left of it while bricks are placed.</summary>
internal struct UsableDevice
{
    public required Device Device;

    /// <summary>Free space, KiB.</summary>
    public required ulong FreeKiB;

    /// <summary>Breaks ties between devices that are equally full.</summary>
    public required int Tie;
}
