using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Chooses devices for bricks. Pure: it changes nothing.</summary>
public interface IBrickPlacer
{
    /// <summary>
    /// Places all brick sets of <paramref name="request"/> or says why that is impossible. The bricks have ids, paths, sizes and
    /// thin pools, and no <see cref="Brick.PendingId"/>.
    /// </summary>
    PlacementResult Place(TopologySnapshot topology, PlacementRequest request);
}
