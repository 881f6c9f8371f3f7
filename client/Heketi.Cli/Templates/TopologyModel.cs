using Heketi.Client.Topology;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Volumes;

namespace Heketi.Cli.Templates;

/// <summary>A topology with the field names that templates know.</summary>
internal static class TopologyModel
{
    public static TemplateStruct Of(TopologyInfo topology) => Struct("*api.TopologyInfoResponse", ("ClusterList", List(topology.Clusters, Of)));

    private static TemplateStruct Of(ClusterTopology cluster) => Struct(
        "api.Cluster",
        ("Volumes", List(cluster.Volumes, Of)), ("Nodes", List(cluster.Nodes, Of)), ("Id", cluster.Id), ("Block", cluster.Block), ("File", cluster.File));

    private static TemplateStruct Of(NodeInfoResponse node) => Struct(
        "api.NodeInfoResponse",
        ("Zone", (long)node.Zone), ("Hostnames", Of(node.Hostnames)), ("ClusterId", node.ClusterId), ("Tags", Map(node.Tags)),
        ("Id", node.Id), ("State", node.State), ("DevicesInfo", List(node.Devices, Of)));

    private static TemplateStruct Of(HostAddresses hosts) => Struct("api.HostAddresses", ("Manage", Texts(hosts.Manage)), ("Storage", Texts(hosts.Storage)));

    private static TemplateStruct Of(DeviceInfoResponse device) => Struct(
        "api.DeviceInfoResponse",
        ("Name", device.Name), ("Tags", Map(device.Tags)),
        ("Storage", Struct("api.StorageSize", ("Total", (long)device.Storage.Total), ("Free", (long)device.Storage.Free), ("Used", (long)device.Storage.Used))),
        ("Id", device.Id), ("Paths", Texts(device.Paths)), ("PvUUID", device.PvUuid ?? ""), ("State", device.State), ("Bricks", List(device.Bricks, Of)));

    private static TemplateStruct Of(BrickInfo brick) => Struct(
        "api.BrickInfo",
        ("Id", brick.Id), ("Path", brick.Path), ("DeviceId", brick.DeviceId), ("NodeId", brick.NodeId), ("VolumeId", brick.VolumeId), ("Size", (long)brick.Size));

    private static TemplateStruct Of(VolumeInfoResponse volume) => Struct(
        "api.VolumeInfoResponse",
        ("Size", (long)volume.Size), ("Name", volume.Name), ("Durability", Of(volume.Durability)), ("Gid", volume.Gid),
        ("GlusterVolumeOptions", Texts(volume.GlusterVolumeOptions)), ("Block", volume.Block),
        ("Snapshot", Struct("api.Snapshot", ("Enable", volume.Snapshot.Enable), ("Factor", (double)(decimal)volume.Snapshot.Factor))),
        ("Id", volume.Id), ("Cluster", volume.ClusterId), ("Mount", Struct("api.Mount", ("GlusterFS", Of(volume.Mount.GlusterFs)))),
        ("BlockInfo", Of(volume.BlockInfo)), ("Bricks", List(volume.Bricks, Of)));

    private static TemplateStruct Of(VolumeDurability durability) => Struct(
        "api.VolumeDurabilityInfo",
        ("Type", durability.Type ?? ""),
        ("Replicate", Struct("api.ReplicaDurability", ("Replica", (long)durability.Replicate.Replica))),
        ("Disperse", Struct("api.DisperseDurability", ("Data", (long)durability.Disperse.Data), ("Redundancy", (long)durability.Disperse.Redundancy))));

    private static TemplateStruct Of(GlusterFsMount mount) => Struct(
        "api.GlusterFSMount", ("Hosts", Texts(mount.Hosts)), ("MountPoint", mount.Device), ("Options", Map(mount.Options)));

    private static TemplateStruct Of(VolumeBlockInfo block) => Struct(
        "api.BlockInfo",
        ("FreeSize", (long)block.FreeSize), ("ReservedSize", (long)block.ReservedSize), ("BlockVolumes", Texts(block.BlockVolumes)), ("Restriction", block.Restriction ?? ""));

    private static TemplateStruct Struct(string type, params IEnumerable<(string Name, object? Value)> fields) =>
        new(type, [.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);

    private static List<object?> List<T>(IReadOnlyList<T>? items, Func<T, TemplateStruct> convert) => [.. (items ?? []).Select(convert)];

    private static List<object?> Texts(IReadOnlyList<string>? texts) => [.. texts ?? []];

    private static IReadOnlyDictionary<string, string> Map(IReadOnlyDictionary<string, string>? map) => map ?? new Dictionary<string, string>();
}
