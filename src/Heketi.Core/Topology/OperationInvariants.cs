namespace Heketi.Core.Topology;

/// <summary>The journal names what is there.</summary>
internal static class OperationInvariants
{
    public static IEnumerable<string> Violations(TopologySnapshot topology)
    {
        foreach (var operation in topology.Operations.InOrder())
        {
            foreach (var action in operation.Actions)
            {
                if (Kind(action.Change, topology) is var (kind, isThere) && !isThere(action.EntityId))
                {
                    yield return $"operation {operation.Id} ({operation.Kind}): it is to do {action.Change} with {kind} {action.EntityId}, which is not there";
                }
            }
        }
    }

    /// <summary>Nodes and devices in the making are in the journal only; they are not looked for.</summary>
    private static (string Kind, Func<string, bool> IsThere)? Kind(OperationChange change, TopologySnapshot topology) => change switch
    {
        OperationChange.AddBrick or OperationChange.DeleteBrick => ("brick", topology.Bricks.Contains),
        OperationChange.AddVolume or OperationChange.DeleteVolume or OperationChange.ExpandVolume or OperationChange.CloneVolume
            or OperationChange.AddVolumeClone => ("volume", topology.Volumes.Contains),
        OperationChange.AddBlockVolume or OperationChange.DeleteBlockVolume or OperationChange.ExpandBlockVolume =>
            ("block volume", topology.BlockVolumes.Contains),
        _ => null,
    };
}
