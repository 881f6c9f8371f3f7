using System.Text.Json.Serialization;
using Heketi.Client.Topology;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;
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
[JsonSerializable(typeof(TopologyInfo))]
[JsonSerializable(typeof(TopologyInfoResponse))]
public sealed partial class HeketiJsonContext : JsonSerializerContext;
