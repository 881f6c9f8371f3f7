using System.Text.Json;
using System.Text.Json.Serialization;
using Heketi.Contracts.Administration;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Json;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Operations;
using Heketi.Contracts.Topology;
using Heketi.Contracts.Volumes;

namespace Heketi.Contracts;

/// <summary>Serializers of all requests and responses, made at compile time. Use <see cref="Wire"/>: it writes what Go would write.</summary>
[JsonSerializable(typeof(AdminStatus))]
[JsonSerializable(typeof(LogLevelInfo))]
[JsonSerializable(typeof(BlockVolumeCreateRequest))]
[JsonSerializable(typeof(BlockVolumeExpandRequest))]
[JsonSerializable(typeof(BlockVolumeListResponse))]
[JsonSerializable(typeof(BlockVolumeInfoResponse))]
[JsonSerializable(typeof(BrickEvictRequest))]
[JsonSerializable(typeof(ClusterCreateRequest))]
[JsonSerializable(typeof(ClusterSetFlagsRequest))]
[JsonSerializable(typeof(ClusterInfoResponse))]
[JsonSerializable(typeof(ClusterListResponse))]
[JsonSerializable(typeof(StateRequest))]
[JsonSerializable(typeof(TagsChangeRequest))]
[JsonSerializable(typeof(DeviceAddRequest))]
[JsonSerializable(typeof(DeviceDeleteRequest))]
[JsonSerializable(typeof(DeviceInfoResponse))]
[JsonSerializable(typeof(NodeAddRequest))]
[JsonSerializable(typeof(NodeInfoResponse))]
[JsonSerializable(typeof(OperationsInfoResponse))]
[JsonSerializable(typeof(PendingOperationListResponse))]
[JsonSerializable(typeof(PendingOperationDetailsResponse))]
[JsonSerializable(typeof(PendingOperationsCleanUpRequest))]
[JsonSerializable(typeof(TopologyInfoResponse))]
[JsonSerializable(typeof(VolumeCreateRequest))]
[JsonSerializable(typeof(VolumeExpandRequest))]
[JsonSerializable(typeof(VolumeCloneRequest))]
[JsonSerializable(typeof(VolumeBlockRestrictionRequest))]
[JsonSerializable(typeof(VolumeInfoResponse))]
[JsonSerializable(typeof(VolumeListResponse))]
[JsonSerializable(typeof(VolumePlanResponse))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>), TypeInfoPropertyName = "Tags")]
public sealed partial class HeketiJson : JsonSerializerContext
{
    /// <summary>The context with the escaping of the wire format.</summary>
    public static HeketiJson Wire { get; } = new(new JsonSerializerOptions { Encoder = GoJsonEncoder.Instance });
}
