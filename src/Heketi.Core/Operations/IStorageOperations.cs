using System.Collections.Immutable;
using Heketi.Core.Operations.Volumes;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations;

/// <summary>
/// Everything that changes storage. Methods that return a queue id have validated, placed, reserved and journaled the operation;
/// its commands run behind that id (see <see cref="IOperationQueue"/>).
/// All throw <see cref="OperationRefusedException"/> when what is asked for cannot be done.
/// </summary>
public interface IStorageOperations
{
    /// <summary>Makes a volume. Result: location /volumes/{id}.</summary>
    Task<string> CreateVolumeAsync(VolumeOrder order, CancellationToken cancellationToken);

    /// <summary>What <see cref="CreateVolumeAsync"/> would make now. Changes nothing and takes no turn.</summary>
    VolumePlan PreviewCreateVolume(VolumeOrder order);

    /// <summary>What <see cref="ExpandVolumeAsync"/> would make now. Changes nothing and takes no turn.</summary>
    VolumePlan PreviewExpandVolume(string volumeId, int addGiB);

    /// <summary>Adds GiB to a volume. Result: location /volumes/{id}.</summary>
    Task<string> ExpandVolumeAsync(string volumeId, int addGiB, CancellationToken cancellationToken);

    /// <summary>Deletes a volume. Result: no content.</summary>
    Task<string> DeleteVolumeAsync(string volumeId, CancellationToken cancellationToken);

    /// <summary>Makes a block volume, with a hosting volume when none has room. Result: location /blockvolumes/{id}.</summary>
    Task<string> CreateBlockVolumeAsync(BlockVolumeOrder order, CancellationToken cancellationToken);

    /// <summary>Makes a block volume as large as <paramref name="newSizeGiB"/>. Result: location /blockvolumes/{id}.</summary>
    Task<string> ExpandBlockVolumeAsync(string blockVolumeId, int newSizeGiB, CancellationToken cancellationToken);

    /// <summary>Deletes a block volume. Result: no content.</summary>
    Task<string> DeleteBlockVolumeAsync(string blockVolumeId, CancellationToken cancellationToken);

    /// <summary>Copies a volume; an empty name: vol_ and its id. Result: location /volumes/{id} of the copy.</summary>
    Task<string> CloneVolumeAsync(string volumeId, string name, CancellationToken cancellationToken);

    /// <summary>Sets whether new block volumes may be put into a hosting volume. Result: location /volumes/{id}.</summary>
    Task<string> SetBlockRestrictionAsync(string volumeId, BlockRestriction restriction, CancellationToken cancellationToken);

    /// <summary>Lets a node join. Result: location /nodes/{id}.</summary>
    Task<string> AddNodeAsync(NodeOrder order, CancellationToken cancellationToken);

    /// <summary>Lets a node without devices leave. Result: no content.</summary>
    Task<string> DeleteNodeAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>Moves a node to another state. Result: no content.</summary>
    Task<string> SetNodeStateAsync(string nodeId, EntryState state, bool healCheck, CancellationToken cancellationToken);

    /// <summary>Sets a disk up. Result: no content.</summary>
    Task<string> AddDeviceAsync(DeviceOrder order, CancellationToken cancellationToken);

    /// <summary>Gives a failed disk back. Result: no content.</summary>
    Task<string> DeleteDeviceAsync(string deviceId, bool forceForget, CancellationToken cancellationToken);

    /// <summary>Asks the node for the device's size and mends our books. Result: no content.</summary>
    Task<string> ResyncDeviceAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Moves a device to another state. Result: no content.</summary>
    Task<string> SetDeviceStateAsync(string deviceId, EntryState state, bool healCheck, CancellationToken cancellationToken);

    /// <summary>Moves a brick elsewhere. Result: no content.</summary>
    Task<string> EvictBrickAsync(string brickId, bool healCheck, CancellationToken cancellationToken);

    /// <summary>Makes a cluster.</summary>
    Task<Cluster> CreateClusterAsync(bool file, bool block, CancellationToken cancellationToken);

    /// <summary>Sets both flags of a cluster.</summary>
    Task SetClusterFlagsAsync(string clusterId, bool file, bool block, CancellationToken cancellationToken);

    /// <summary>Deletes an empty cluster.</summary>
    Task DeleteClusterAsync(string clusterId, CancellationToken cancellationToken);

    /// <summary>Changes a node's tags.</summary>
    Task<ImmutableSortedDictionary<string, string>> ChangeNodeTagsAsync(string nodeId, TagsChange change, CancellationToken cancellationToken);

    /// <summary>Changes a device's tags.</summary>
    Task<ImmutableSortedDictionary<string, string>> ChangeDeviceTagsAsync(string deviceId, TagsChange change, CancellationToken cancellationToken);
}
