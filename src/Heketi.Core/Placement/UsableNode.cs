using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>A node with devices that may take bricks, and what is left of them while bricks are placed.</summary>
internal struct UsableNode
{
    public required Node Node;

    /// <summary>Index of its zone.</summary>
    public required int Zone;

    /// <summary>Index of its first usable device; the others follow.</summary>
    public required int FirstDevice;

    /// <summary>Index behind its last usable device.</summary>
    public required int EndOfDevices;

    /// <summary>Free space of its usable devices, KiB.</summary>
    public required double FreeKiB;

    /// <summary>Space of its usable devices, KiB.</summary>
    public required double TotalKiB;

    /// <summary>Breaks ties between nodes that are equally full.</summary>
    public required int Tie;

    /// <summary>Free part of its usable devices.</summary>
    public readonly double FreePart => TotalKiB > 0 ? FreeKiB / TotalKiB : 0;
}
