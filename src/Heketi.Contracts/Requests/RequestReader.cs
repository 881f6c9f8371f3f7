using Heketi.Contracts.Administration;
using Heketi.Contracts.BlockVolumes;
using Heketi.Contracts.Bricks;
using Heketi.Contracts.Clusters;
using Heketi.Contracts.Common;
using Heketi.Contracts.Devices;
using Heketi.Contracts.Json;
using Heketi.Contracts.Nodes;
using Heketi.Contracts.Operations;
using Heketi.Contracts.Volumes;

namespace Heketi.Contracts.Requests;

/// <summary>Request bodies as the Heketi API reads them (see <see cref="GoStruct"/>). All throw <see cref="GoJsonException"/>.</summary>
public static class RequestReader
{
    /// <summary><c>POST /clusters</c>.</summary>
    public static ClusterCreateRequest ClusterCreate(ReadOnlySpan<byte> json) =>
        Read(json, "ClusterCreateRequest", f => new ClusterCreateRequest { Block = f.Flag("block"), File = f.Flag("file") });

    /// <summary><c>POST /clusters/{id}/flags</c>.</summary>
    public static ClusterSetFlagsRequest ClusterFlags(ReadOnlySpan<byte> json) =>
        Read(json, "ClusterSetFlagsRequest", f => new ClusterSetFlagsRequest { Block = f.Flag("block"), File = f.Flag("file") });

    /// <summary><c>POST /nodes</c>.</summary>
    public static NodeAddRequest NodeAdd(ReadOnlySpan<byte> json) => Read(
        json,
        "NodeAddRequest",
        f =>
        {
            var names = f.Struct("hostnames", "HostAddresses");
            return new NodeAddRequest
            {
                Zone = (int)f.Number("zone", min: int.MinValue, max: int.MaxValue),
                Hostnames = new() { Manage = names.TextList("manage"), Storage = names.TextList("storage") },
                ClusterId = f.Text("cluster"),
                Tags = f.TextMap("tags"),
            };
        });

    /// <summary><c>POST /devices</c>.</summary>
    public static DeviceAddRequest DeviceAdd(ReadOnlySpan<byte> json) => Read(
        json,
        "DeviceAddRequest",
        f => new DeviceAddRequest { Name = f.Text("name"), NodeId = f.Text("node"), Tags = f.TextMap("tags"), DestroyData = f.Flag("destroydata") });

    /// <summary><c>DELETE /devices/{id}</c>.</summary>
    public static DeviceDeleteRequest DeviceDelete(ReadOnlySpan<byte> json) =>
        Read(json, "DeviceDeleteOptions", f => new DeviceDeleteRequest { ForceForget = f.Flag("forceforget") });

    /// <summary><c>POST /nodes/{id}/state</c> and <c>POST /devices/{id}/state</c>.</summary>
    public static StateRequest State(ReadOnlySpan<byte> json) =>
        Read(json, "StateRequest", f => new StateRequest { State = f.Text("state"), HealCheck = f.Text("healcheck") });

    /// <summary><c>POST /nodes/{id}/tags</c> and <c>POST /devices/{id}/tags</c>.</summary>
    public static TagsChangeRequest TagsChange(ReadOnlySpan<byte> json) =>
        Read(json, "TagsChangeRequest", f => new TagsChangeRequest { Tags = f.TextMap("tags"), ChangeType = f.Text("change_type") });

    /// <summary><c>POST /volumes</c>.</summary>
    public static VolumeCreateRequest VolumeCreate(ReadOnlySpan<byte> json) => Read(
        json,
        "VolumeCreateRequest",
        f => new VolumeCreateRequest
        {
            Size = f.Number("size"),
            Clusters = f.TextList("clusters"),
            Name = f.Text("name"),
            Durability = Durability(f.Struct("durability", "VolumeDurabilityInfo")),
            Gid = f.Number("gid", goType: "int64"),
            GlusterVolumeOptions = f.TextList("glustervolumeoptions"),
            Block = f.Flag("block"),
            Snapshot = Snapshot(f.Struct("snapshot", "VolumeCreateRequest")),
        });

    /// <summary><c>POST /volumes/{id}/expand</c>.</summary>
    public static VolumeExpandRequest VolumeExpand(ReadOnlySpan<byte> json) =>
        Read(json, "VolumeExpandRequest", f => new VolumeExpandRequest { ExpandSize = f.Number("expand_size") });

    /// <summary><c>POST /volumes/{id}/clone</c>.</summary>
    public static VolumeCloneRequest VolumeClone(ReadOnlySpan<byte> json) =>
        Read(json, "VolumeCloneRequest", f => new VolumeCloneRequest { Name = f.Text("name") });

    /// <summary><c>POST /volumes/{id}/block-restriction</c>.</summary>
    public static VolumeBlockRestrictionRequest BlockRestriction(ReadOnlySpan<byte> json) =>
        Read(json, "VolumeBlockRestrictionRequest", f => new VolumeBlockRestrictionRequest { Restriction = f.Text("restriction") });

    /// <summary><c>POST /blockvolumes</c>.</summary>
    public static BlockVolumeCreateRequest BlockVolumeCreate(ReadOnlySpan<byte> json) => Read(
        json,
        "BlockVolumeCreateRequest",
        f => new BlockVolumeCreateRequest
        {
            Size = f.Number("size"),
            Clusters = f.TextList("clusters"),
            Name = f.Text("name"),
            HaCount = f.Number("hacount"),
            Auth = f.Flag("auth"),
        });

    /// <summary><c>POST /blockvolumes/{id}/expand</c>.</summary>
    public static BlockVolumeExpandRequest BlockVolumeExpand(ReadOnlySpan<byte> json) =>
        Read(json, "BlockVolumeExpandRequest", f => new BlockVolumeExpandRequest { NewSize = f.Number("new_size") });

    /// <summary><c>POST /bricks/to-evict/{id}</c>.</summary>
    public static BrickEvictRequest BrickEvict(ReadOnlySpan<byte> json) =>
        Read(json, "BrickEvictOptions", f => new BrickEvictRequest { HealCheck = f.Text("healcheck") });

    /// <summary><c>POST /operations/pending/cleanup</c>.</summary>
    public static PendingOperationsCleanUpRequest CleanUp(ReadOnlySpan<byte> json) =>
        Read(json, "PendingOperationsCleanRequest", f => new PendingOperationsCleanUpRequest { Operations = f.TextList("operations") });

    /// <summary><c>POST /admin</c>.</summary>
    public static AdminStatus Admin(ReadOnlySpan<byte> json) =>
        Read(json, "AdminStatus", f => new AdminStatus { State = f.Text("state", "api.AdminState") });

    /// <summary><c>POST /internal/logging</c>.</summary>
    public static LogLevelInfo LogLevel(ReadOnlySpan<byte> json) =>
        Read(json, "LogLevelInfo", f => new LogLevelInfo { LogLevel = f.TextMap("loglevel") });

    private static VolumeDurability Durability(GoStruct fields) => new()
    {
        Type = fields.Text("type", "api.DurabilityType"),
        Replicate = new() { Replica = SmallInteger(fields.Struct("replicate", "ReplicaDurability"), "replica") },
        Disperse = Disperse(fields.Struct("disperse", "DisperseDurability")),
    };

    private static DisperseDurability Disperse(GoStruct fields) =>
        new() { Data = SmallInteger(fields, "data"), Redundancy = SmallInteger(fields, "redundancy") };

    private static VolumeSnapshot Snapshot(GoStruct fields) => new() { Enable = fields.Flag("enable"), Factor = fields.Fraction("factor") };

    private static int SmallInteger(GoStruct fields, string name) => (int)fields.Number(name, min: int.MinValue, max: int.MaxValue);

    private static T Read<T>(ReadOnlySpan<byte> json, string type, Func<GoStruct, T> read)
    {
        var fields = GoStruct.Of(GoJsonParser.Parse(json), "api", type);
        var result = read(fields);
        fields.ThrowIfWrong();
        return result;
    }
}
