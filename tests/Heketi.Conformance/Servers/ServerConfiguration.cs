using System.Globalization;
using System.Text.Json.Nodes;
using Heketi.Conformance.Http;

namespace Heketi.Conformance.Servers;

/// <summary>The configuration file that the recordings were made with, and what a scenario changes in it.</summary>
public static class ServerConfiguration
{
    public static JsonObject Make(string folder, int port, JsonObject overrides, FakeHosts? hosts)
    {
        var configuration = new JsonObject
        {
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["jwt"] = new JsonObject
            {
                ["admin"] = new JsonObject { ["key"] = TokenMaker.AdminKey },
                ["user"] = new JsonObject { ["key"] = TokenMaker.UserKey },
            },
            ["glusterfs"] = new JsonObject
            {
                ["executor"] = "mock",
                ["db"] = Path.Combine(folder, "heketi.db"),
                ["loglevel"] = "warning",
                ["auto_create_block_hosting_volume"] = true,
                ["block_hosting_volume_size"] = 500,
                // The original has no queue behind max_inflight_operations
                ["max_queued_operations"] = 0,
            },
        };
        Merge(configuration, overrides);
        if (hosts is not null)
        {
            configuration["glusterfs"]!["executor"] = "inject/mock";
            configuration["glusterfs"]!["injectexec"] = hosts.ToJson(folder);
        }

        return configuration;
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (key, value) in from)
        {
            if (key == "executor")
            {
                // "inject/ssh with hooks": see FakeHosts
                continue;
            }

            if (value is JsonObject inner && into[key] is JsonObject outer)
            {
                Merge(outer, inner);
            }
            else
            {
                into[key] = value?.DeepClone();
            }
        }
    }
}
