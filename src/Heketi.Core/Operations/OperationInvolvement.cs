using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>Which operations have to do with a thing.</summary>
internal static class OperationInvolvement
{
    /// <summary>Text of the Heketi API for a thing that an operation is busy with.</summary>
    public const string InUse = "The target exists, contains other items, or is in use.";

    /// <summary>Whether a journaled operation makes, changes or takes away the thing with that id, or needs it to stay.</summary>
    public static bool IsInvolved(this TopologySnapshot topology, string id) =>
        topology.Operations.Any(o => o.Actions.Any(a => a.EntityId == id) || o.Details.ContainsValue(id));

    /// <summary>Whether a journaled operation of that kind has to do with the thing.</summary>
    public static bool IsInvolved(this TopologySnapshot topology, string id, OperationKind kind) =>
        topology.Operations.Any(o => o.Kind == kind && (o.Actions.Any(a => a.EntityId == id) || o.Details.ContainsValue(id)));
}
