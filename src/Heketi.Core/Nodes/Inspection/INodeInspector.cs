using System.Collections.Immutable;

namespace Heketi.Core.Nodes.Inspection;

/// <summary>Looks at what a node has, and changes nothing.</summary>
public interface INodeInspector
{
    /// <summary>
    /// Looks at one node. What could not be seen is null in the result, with the reason in <see cref="NodeInspection.Failures"/>:
    /// a node that is away is a result too.
    /// </summary>
    /// <param name="clusterId">Id of its cluster.</param>
    /// <param name="host">The node.</param>
    /// <param name="hostingVolumes">Names of the volumes whose block volumes are asked for.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<NodeInspection> InspectAsync(
        string clusterId, NodeHost host, ImmutableArray<string> hostingVolumes, CancellationToken cancellationToken);
}
