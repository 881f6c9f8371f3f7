using System.Text.Json.Serialization;
using Heketi.Client.Topology;
using Heketi.Contracts.Administration;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Operations;
using Heketi.Contracts.Topology;
using Heketi.Contracts.Volumes;

namespace Heketi.Client.Json;

/// <summary>Reads and writes the contracts of the API without reflection, so that native AOT works.</summary>
[JsonSerializable(typeof(ClusterListResponse))]
[JsonSerializable(typeof(ClusterInfoResponse))]
[JsonSerializable(typeof(ClusterCreateRequest))]
[JsonSerializable(typeof(ClusterSetFlagsRequest))]
[JsonSerializable(typeof(NodeAddRequest))]
[JsonSerializable(typeof(NodeInfoResponse))]
[JsonSerializable(typeof(IReadOnlyList<NodeInfoResponse>))]
[JsonSerializable(typeof(DeviceAddRequest))]
[JsonSerializable(typeof(DeviceInfoResponse))]
[JsonSerializable(typeof(DeviceDeleteRequest))]
[JsonSerializable(typeof(StateRequest))]
[JsonSerializable(typeof(TagsChangeRequest))]
[JsonSerializable(typeof(VolumeListResponse))]
[JsonSerializable(typeof(VolumeInfoResponse))]
[JsonSerializable(typeof(VolumeCreateRequest))]
[JsonSerializable(typeof(VolumeExpandRequest))]
[JsonSerializable(typeof(VolumeCloneRequest))]
[JsonSerializable(typeof(VolumeBlockRestrictionRequest))]
[JsonSerializable(typeof(BlockVolumeListResponse))]
[JsonSerializable(typeof(BlockVolumeInfoResponse))]
[JsonSerializable(typeof(BlockVolumeCreateRequest))]
[JsonSerializable(typeof(BlockVolumeExpandRequest))]
[JsonSerializable(typeof(BrickEvictRequest))]
[JsonSerializable(typeof(OperationsInfoResponse))]
[JsonSerializable(typeof(PendingOperationListResponse))]
[JsonSerializable(typeof(PendingOperationDetailsResponse))]
[JsonSerializable(typeof(PendingOperationsCleanUpRequest))]
[JsonSerializable(typeof(AdminStatus))]
[JsonSerializable(typeof(LogLevelInfo))]
[JsonSerializable(typeof(TopologyInfo))]
[JsonSerializable(typeof(TopologyInfoResponse))]
public sealed partial class HeketiJsonContext : JsonSerializerContext;
