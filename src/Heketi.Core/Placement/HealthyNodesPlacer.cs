using Heketi.Core.Nodes;
using Heketi.Core.Topology;

namespace Heketi.Core.Placement;

/// <summary>Places no bricks on nodes that do not answer: the create would fail there.</summary>
/// <param name="inner">What places.</param>
/// <param name="health">How the nodes are.</param>
public sealed class HealthyNodesPlacer(IBrickPlacer inner, INodeHealth health) : IBrickPlacer
{
    /// <inheritdoc/>
    public PlacementResult Place(TopologySnapshot topology, PlacementRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var filter = request.DeviceFilter;
        return inner.Place(topology, request with
        {
            DeviceFilter = (node, device) => health.IsDown(node.Id) ? "its node does not answer" : filter?.Invoke(node, device),
        });
    }
}
