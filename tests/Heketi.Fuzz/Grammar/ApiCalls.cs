using System.Text.Json.Nodes;

namespace Heketi.FuzzTests.Grammar;

/// <summary>Every request of the API that changes something, and what its body looks like.</summary>
public static class ApiCalls
{
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new("POST", "/clusters", "clusters", "ClusterCreate", 1, (r, _) => Flags(r)),
        new("POST", "/clusters/{id}/flags", "clusters", "ClusterFlags", 1, (r, _) => Flags(r)),
        Delete("/clusters/{id}", "clusters", 1),
        new("POST", "/nodes", "nodes", "NodeAdd", 6, Node),
        Delete("/nodes/{id}", "nodes", 1),
        new("POST", "/nodes/{id}/state", "nodes", "State", 2, (r, _) => State(r)),
        new("POST", "/nodes/{id}/tags", "nodes", "TagsChange", 2, (r, _) => Tags(r)),
        new("POST", "/devices", "devices", "DeviceAdd", 8, (r, ids) => new()
        {
            ["name"] = "/dev/" + Word(r), ["node"] = ids.Pick(r, "nodes"), ["tags"] = TagMap(r), ["destroydata"] = r.Next(2) == 0,
        }),
        new("DELETE", "/devices/{id}", "devices", "DeviceDelete", 1, (r, _) => new() { ["forceforget"] = r.Next(2) == 0 }),
        new("POST", "/devices/{id}/state", "devices", "State", 2, (r, _) => State(r)),
        new("POST", "/devices/{id}/tags", "devices", "TagsChange", 2, (r, _) => Tags(r)),
        new("POST", "/volumes", "volumes", "VolumeCreate", 20, Volume),
        Delete("/volumes/{id}", "volumes", 2),
        new("POST", "/volumes/{id}/expand", "volumes", "VolumeExpand", 5, (r, _) => new() { ["expand_size"] = Size(r) }),
        new("POST", "/volumes/{id}/clone", "volumes", "VolumeClone", 1, (r, _) => new() { ["name"] = Word(r) }),
        new("POST", "/volumes/{id}/block-restriction", "volumes", "BlockRestriction", 1, (r, _) => new() { ["restriction"] = r.Next(2) == 0 ? "locked" : "" }),
        new("POST", "/blockvolumes", "volumes", "BlockVolumeCreate", 2, (r, ids) => new()
        {
            ["size"] = Size(r), ["name"] = Word(r), ["hacount"] = r.Next(4), ["auth"] = true, ["clusters"] = new JsonArray(ids.Pick(r, "clusters")),
        }),
        Delete("/blockvolumes/{id}", "volumes", 1),
        new("POST", "/blockvolumes/{id}/expand", "volumes", "BlockVolumeExpand", 1, (r, _) => new() { ["new_size"] = Size(r) }),
        new("POST", "/bricks/to-evict/{id}", "bricks", "BrickEvict", 1, (r, _) => new() { ["healcheck"] = r.Next(2) == 0 ? "enable" : "disable" }),
        new("POST", "/operations/pending/cleanup", "", "CleanUp", 1, (r, ids) => new() { ["operations"] = new JsonArray(ids.Pick(r, "volumes")) }),
        new("POST", "/admin", "", "Admin", 1, (r, _) => new() { ["state"] = Of(r, "normal", "read-only", "local-client") }),
        new("POST", "/internal/logging", "", "LogLevel", 1, (r, _) => new() { ["loglevel"] = new JsonObject { ["glusterfs"] = Of(r, "info", "debug", "error", "none") } }),
    ];

    private static ApiCall Delete(string path, string kind, int weight) => new("DELETE", path, kind, null, weight, (_, _) => []);

    private static JsonObject Flags(Random r) => new() { ["file"] = r.Next(20) > 0, ["block"] = r.Next(20) > 0 };

    private static JsonObject Node(Random r, KnownIds ids) => new()
    {
        ["zone"] = r.Next(1, 4),
        ["hostnames"] = new JsonObject { ["manage"] = new JsonArray("m-" + Word(r)), ["storage"] = new JsonArray(r.Next(8) == 0 ? "fe80::1" : "s-" + Word(r)) },
        ["cluster"] = ids.Pick(r, "clusters"),
        ["tags"] = TagMap(r),
    };

    private static JsonObject State(Random r) =>
        new() { ["state"] = Of(r, "online", "online", "online", "online", "online", "offline", Of(r, "online", "online", "failed")), ["healcheck"] = Of(r, "", "enable", "disable") };

    private static JsonObject Tags(Random r) => new() { ["change_type"] = Of(r, "set", "update", "delete"), ["tags"] = TagMap(r) };

    private static JsonObject TagMap(Random r) => new() { [Word(r)] = Word(r), ["arbiter"] = Of(r, "required", "disabled", "supported") };

    private static JsonObject Volume(Random r, KnownIds ids) => new()
    {
        ["size"] = Size(r),
        ["name"] = r.Next(3) == 0 ? "" : Word(r),
        ["clusters"] = r.Next(3) == 0 ? new JsonArray(ids.Pick(r, "clusters")) : [],
        ["durability"] = new JsonObject
        {
            ["type"] = Of(r, "none", "replicate", "replicate", "disperse"),
            ["replicate"] = new JsonObject { ["replica"] = r.Next(0, 4) },
            ["disperse"] = new JsonObject { ["data"] = Of(r, 2, 4, 8), ["redundancy"] = Of(r, 1, 2, 3, 4) },
        },
        ["gid"] = Of(r, 0, 2000, 2147483646),
        ["glustervolumeoptions"] = new JsonArray(Of(r, "", "user.heketi.arbiter true", "performance.rda-cache-limit 10MB")),
        ["block"] = r.Next(8) == 0,
        ["snapshot"] = new JsonObject { ["enable"] = r.Next(2) == 0, ["factor"] = 1 + r.NextSingle() },
    };

    private static long Size(Random r) => Of(r, 1, 2, 10, 50, 100, 600, 3000, 100000);

    private static string Word(Random r) => "w" + r.Next(400).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static T Of<T>(Random r, params ReadOnlySpan<T> choices) => choices[r.Next(choices.Length)];
}
