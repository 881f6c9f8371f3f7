using Heketi.Contracts.Operations;
using Heketi.Core.Topology;

namespace Heketi.Server.Mapping;

/// <summary>The journal as the Heketi API shows it.</summary>
internal static class OperationMapping
{
    public static OperationsInfoResponse ToSummary(this EntityTable<PendingOperation> operations)
    {
        var counts = operations.CountBy(o => o.Status).ToDictionary();
        var running = counts.GetValueOrDefault(OperationStatus.New);
        return new()
        {
            Total = operations.Count,
            InFlight = running,
            Stale = counts.GetValueOrDefault(OperationStatus.Stale),
            Failed = counts.GetValueOrDefault(OperationStatus.Failed),
            New = running,
        };
    }

    public static PendingOperationListResponse ToList(this EntityTable<PendingOperation> operations) => new()
    {
        PendingOperations =
        [
            .. operations.OrderBy(o => o.Id, StringComparer.Ordinal).Select(o => new PendingOperationInfo
            {
                Id = o.Id,
                TypeName = Word(o.Kind),
                Status = Word(o.Status),
                SubStatus = o.Status is OperationStatus.New ? "in-flight" : "",
            }),
        ],
    };

    public static PendingOperationDetailsResponse ToDetails(this PendingOperation operation) => new()
    {
        Id = operation.Id,
        TypeName = Word(operation.Kind),
        Status = Word(operation.Status),
        Changes = [.. operation.Actions.Select(a => new PendingChangeInfo { Id = a.EntityId, Description = Describe(a.Change) })],
    };

    private static string Word(OperationStatus status) => status switch
    {
        OperationStatus.Stale => "stale",
        OperationStatus.Failed => "failed",
        _ => "",
    };

    public static string Word(this OperationKind kind) => kind switch
    {
        OperationKind.CreateVolume => "create-volume",
        OperationKind.DeleteVolume => "delete-volume",
        OperationKind.ExpandVolume => "expand-volume",
        OperationKind.CreateBlockVolume => "create-block-volume",
        OperationKind.DeleteBlockVolume => "delete-block-volume",
        OperationKind.RemoveDevice => "remove-device",
        OperationKind.CloneVolume => "clone-volume",
        OperationKind.EvictBrick => "brick-evict",
        OperationKind.ExpandBlockVolume => "expand-block-volume",
        OperationKind.AddNode => "add-node",
        OperationKind.DeleteNode => "delete-node",
        OperationKind.AddDevice => "add-device",
        OperationKind.DeleteDevice => "delete-device",
        OperationKind.RemoveNode => "remove-node",
        _ => "unknown",
    };

    private static string Describe(OperationChange change) => change switch
    {
        OperationChange.AddBrick => "Add brick",
        OperationChange.AddVolume => "Add volume",
        OperationChange.DeleteBrick => "Delete brick",
        OperationChange.DeleteVolume => "Delete volume",
        OperationChange.ExpandVolume => "Expand volume to",
        OperationChange.AddBlockVolume => "Add block volume",
        OperationChange.DeleteBlockVolume => "Delete block volume",
        OperationChange.RemoveDevice => "Remove device",
        OperationChange.CloneVolume => "Clone volume from",
        OperationChange.SnapshotVolume => "Snapshot volume",
        OperationChange.AddVolumeClone => "Clone volume to",
        OperationChange.ExpandBlockVolume => "Expand block volume to",
        OperationChange.ParentOperation => "Parent operation",
        OperationChange.ChildOperation => "Child operation",
        OperationChange.AddNode => "Add node",
        OperationChange.DeleteNode => "Delete node",
        OperationChange.AddDevice => "Add device",
        OperationChange.DeleteDevice => "Delete device",
        OperationChange.RemoveNode => "Remove node",
        _ => "Unknown",
    };
}
