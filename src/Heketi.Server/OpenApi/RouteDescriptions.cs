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

namespace Heketi.Server.OpenApi;

/// <summary>All routes in words, with their bodies and answers. A test holds it against the routing table and the recorded answers.</summary>
public static class RouteDescriptions
{
    private const string Id = "9f1c0e4b7a6d4c0f8e21b3a5d7c91e02";
    private const string State = """{"state":"offline"}""";
    private const string Tags = """{"change_type":"update","tags":{"arbiter":"required"}}""";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        .. Clusters(), .. Nodes(), .. Devices(), .. Volumes(), .. BlockVolumes(), .. Work(), .. Administration(),
    ];

    private static IEnumerable<RouteDescription> Clusters() =>
    [
        new("GET", "/clusters", "clusters", "Ids of all clusters", null, Json<ClusterListResponse>()),
        new("POST", "/clusters", "clusters", "Makes an empty cluster", typeof(ClusterCreateRequest), Json<ClusterInfoResponse>(201), """{"file":true,"block":true}"""),
        new("GET", "/clusters/{id}", "clusters", "A cluster", null, Json<ClusterInfoResponse>()),
        new("DELETE", "/clusters/{id}", "clusters", "Deletes an empty cluster", null, Only(200)),
        new("POST", "/clusters/{id}/flags", "clusters", "Sets both flags of a cluster; a missing one becomes false", typeof(ClusterSetFlagsRequest), Only(200), """{"file":true,"block":false}"""),
    ];

    private static IEnumerable<RouteDescription> Nodes() =>
    [
        new("POST", "/nodes", "nodes", "Adds a node to a cluster", typeof(NodeAddRequest), Only(202), $$$"""{"zone":1,"hostnames":{"manage":["node1.example.com"],"storage":["10.0.0.1"]},"cluster":"{{{Id}}}"}"""),
        new("GET", "/nodes/{id}", "nodes", "A node with its devices and bricks", null, Json<NodeInfoResponse>()),
        new("DELETE", "/nodes/{id}", "nodes", "Deletes a node without devices", null, Only(202)),
        new("POST", "/nodes/{id}/state", "nodes", "Moves a node to another state; failed moves all bricks away from it", typeof(StateRequest), Only(202), State),
        new("POST", "/nodes/{id}/tags", "nodes", "Changes the tags of a node", typeof(TagsChangeRequest), Json<IReadOnlyDictionary<string, string>>(), Tags),
    ];

    private static IEnumerable<RouteDescription> Devices() =>
    [
        new("POST", "/devices", "devices", "Adds a raw disk of a node", typeof(DeviceAddRequest), Only(202), $$"""{"node":"{{Id}}","name":"/dev/sdb"}"""),
        new("GET", "/devices/{id}", "devices", "A device with its bricks", null, Json<DeviceInfoResponse>()),
        new("DELETE", "/devices/{id}", "devices", "Deletes a failed device", typeof(DeviceDeleteRequest), Only(202), """{"forceforget":false}""", OptionalBody: true),
        new("POST", "/devices/{id}/state", "devices", "Moves a device to another state; failed moves all bricks away from it", typeof(StateRequest), Only(202), State),
        new("POST", "/devices/{id}/tags", "devices", "Changes the tags of a device", typeof(TagsChangeRequest), Json<IReadOnlyDictionary<string, string>>(), Tags),
        new("GET", "/devices/{id}/resync", "devices", "Reads the size of a device anew from its node", null, Only(202)),
        new("POST", "/bricks/to-evict/{id}", "devices", "Moves a brick to another device", typeof(BrickEvictRequest), Only(202), """{"healcheck":"enable"}""", OptionalBody: true),
    ];

    private static IEnumerable<RouteDescription> Volumes() =>
    [
        new("GET", "/volumes", "volumes", "Ids of all volumes", null, Json<VolumeListResponse>()),
        new("POST", "/volumes", "volumes", "Makes and starts a volume", typeof(VolumeCreateRequest), Planned(), """{"size":10,"name":"photos","durability":{"type":"replicate","replicate":{"replica":3}}}"""),
        new("GET", "/volumes/{id}", "volumes", "A volume with its bricks", null, Json<VolumeInfoResponse>()),
        new("DELETE", "/volumes/{id}", "volumes", "Deletes a volume and what is in it", null, Only(202)),
        new("POST", "/volumes/{id}/expand", "volumes", "Adds brick sets to a volume", typeof(VolumeExpandRequest), Planned(), """{"expand_size":10}"""),
        new("POST", "/volumes/{id}/clone", "volumes", "Makes a new volume from a snapshot of another", typeof(VolumeCloneRequest), Only(202), """{"name":"photos-copy"}"""),
        new("POST", "/volumes/{id}/block-restriction", "volumes", "Locks a block hosting volume against new block volumes, or unlocks it", typeof(VolumeBlockRestrictionRequest), Only(202), """{"restriction":"locked"}"""),
    ];

    private static IEnumerable<RouteDescription> BlockVolumes() =>
    [
        new("GET", "/blockvolumes", "block volumes", "Ids of all block volumes", null, Json<BlockVolumeListResponse>()),
        new("POST", "/blockvolumes", "block volumes", "Makes a block volume", typeof(BlockVolumeCreateRequest), Only(202), """{"size":10,"name":"disk","hacount":3,"auth":true}"""),
        new("GET", "/blockvolumes/{id}", "block volumes", "A block volume", null, Json<BlockVolumeInfoResponse>()),
        new("DELETE", "/blockvolumes/{id}", "block volumes", "Deletes a block volume and what is in it", null, Only(202)),
        new("POST", "/blockvolumes/{id}/expand", "block volumes", "Makes a block volume larger", typeof(BlockVolumeExpandRequest), Only(202), """{"new_size":20}"""),
    ];

    private static IEnumerable<RouteDescription> Work() =>
    [
        new("GET", "/queue/{id}", "operations", "Where an accepted request stands: 200 with X-Pending while it runs, then 303 to the result or 204; a failure is 500 with its text", null, Only(200, 204, 303)),
        new("GET", "/operations", "operations", "Counts of the pending operations", null, Json<OperationsInfoResponse>()),
        new("GET", "/operations/pending", "operations", "The pending operations", null, Json<PendingOperationListResponse>()),
        new("GET", "/operations/pending/{id}", "operations", "A pending operation", null, Json<PendingOperationDetailsResponse>()),
        new("POST", "/operations/pending/cleanup", "operations", "Ends stale and failed operations: those given, or all", typeof(PendingOperationsCleanUpRequest), Only(202), $$"""{"operations":["{{Id}}"]}"""),
    ];

    private static IEnumerable<RouteDescription> Administration() =>
    [
        new("GET", "/topology", "topology", "Everything that the server manages, of one moment", null, Json<TopologyInfoResponse>()),
        new("GET", "/admin", "administration", "The mode of the server", null, Json<AdminStatus>()),
        new("POST", "/admin", "administration", "Sets the mode of the server", typeof(AdminStatus), Only(204), """{"state":"read-only"}"""),
        new("GET", "/internal/logging", "administration", "The log level", null, Json<LogLevelInfo>()),
        new("POST", "/internal/logging", "administration", "Sets the log level", typeof(LogLevelInfo), Json<LogLevelInfo>(), """{"loglevel":{"glusterfs":"debug"}}"""),
        new("GET", "/db/dump", "database", "The database in the original's export format", null, Json<object>()),
        new("GET", "/db/check", "database", "Looks for contradictions in the database", null, Json<object>()),
        new("GET", "/backup/db", "database", "A copy of the database", null, Only(200)),
        new("GET", "/internal/state/examine/gluster", "database", "Compares the database with what the nodes have", null, Json<object>()),
        new("GET", "/debug/pprof/cmdline", "profiling", "The command line (with profiling switched on)", null, Only(200)),
        new("GET", "/debug/pprof/runtime", "profiling", "How the .NET runtime stands (with profiling switched on)", null, Only(200)),
    ];

    private static Dictionary<int, Type?> Json<T>(int status = 200) => new() { [status] = typeof(T) };

    /// <summary>Accepted, or with dryrun=true a plan at once.</summary>
    private static Dictionary<int, Type?> Planned() =>
        new() { [StatusCodes.Status200OK] = typeof(VolumePlanResponse), [StatusCodes.Status202Accepted] = null };

    private static Dictionary<int, Type?> Only(params ReadOnlySpan<int> statuses)
    {
        var answers = new Dictionary<int, Type?>();
        foreach (var status in statuses)
        {
            answers[status] = null;
        }

        return answers;
    }
}
