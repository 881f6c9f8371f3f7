using System.Text.Json;
using System.Text.Json.Nodes;
using Heketi.Conformance.Matching;

namespace Heketi.Conformance.Cli;

/// <summary>
/// The input files that the recordings of <c>heketi db</c> name but do not hold: made of the sample database's export as the steps
/// say. The recording numbers the ids in the order of the export, so the n-th of a kind is the n-th in it.
/// </summary>
internal static class DamagedSamples
{
    private const string Nobody = "00000000000000000000000000000000";
    private static readonly string _samples = Path.Combine(AppContext.BaseDirectory, "db");

    public static void Prepare(string folder)
    {
        File.Copy(Path.Combine(_samples, "small.db"), Path.Combine(folder, "s.db"));
        File.WriteAllText(Path.Combine(folder, "junk.db"), "junk");
        Copy("old_40.db", Path.Combine(folder, "old", "heketi_40.db"));
        Copy("old_6x.db", Path.Combine(folder, "old", "heketi_6x.db"));
        foreach (var name in new[] { "TestLeakPendingVolumeCreate", "TestSimpleCluster" })
        {
            Copy($"dbexample_{name}.db", Path.Combine(folder, "dbexamples", "heketi.db." + name));
        }

        Write(folder, "badtype.json", export => Volume(export, 0)["Info"]!["durability"]!["type"] = "bogus");
        Write(folder, "newer.json", export => export["dbattributeentries"]!["NOSUCH_ATTR"] = new JsonObject { ["Key"] = "NOSUCH_ATTR", ["Value"] = "yes" });
    }

    public static Bindings Ids(Bindings bindings)
    {
        var export = Export();
        foreach (var kind in new[] { "cluster", "volume", "brick", "node", "device", "blockvolume" })
        {
            var ids = export[kind + "entries"]!.AsObject().Select(entry => entry.Key).ToList();
            for (var i = 0; i < ids.Count; i++)
            {
                bindings = bindings.Bind($"<{kind}{i + 1}>", ids[i])!;
            }
        }

        return bindings;
    }

    public static void PrepareFor(string folder, CliRun run, Bindings bindings)
    {
        Action<JsonObject>? damage = run.Step switch
        {
            "damaged: a brick entry removed" => export => Remove(export, "brickentries", bindings.Actual("<brick1>")!),
            "damaged: a brick removed from its device list" => export => Unlist(Owner(export, bindings.Actual("<brick1>")!), bindings.Actual("<brick1>")!),
            "damaged: brick points to unknown volume" => export => export["brickentries"]![bindings.Actual("<brick1>")!]!["Info"]!["volume"] = Nobody,
            "damaged: device entry removed" => export => Remove(export, "deviceentries", bindings.Actual("<device1>")!),
            "damaged: node entry removed" => export => Remove(export, "nodeentries", bindings.Actual("<node1>")!),
            "damaged: volume entry removed" => export => Remove(export, "volumeentries", bindings.Actual("<volume1>")!),
            "damaged: device used size changed" => export => export["deviceentries"]![bindings.Actual("<device1>")!]!["Info"]!["storage"]!["used"] = 1,
            "damaged: volume not in cluster" => export => Unlist(Cluster(export)["volumes"]!.AsArray(), bindings.Actual("<volume1>")!),
            "damaged: block volume entry removed" => export => Remove(export, "blockvolumeentries", bindings.Actual("<blockvolume1>")!),
            "damaged: pending id on a volume without operation" => export => Volume(export, 0)["Pending"]!["Id"] = Nobody,
            "damaged: brick with empty path" => export => export["brickentries"]![bindings.Actual("<brick1>")!]!["Info"]!["path"] = "",
            _ => null,
        };
        if (damage is not null)
        {
            Write(folder, "z.db", damage);
        }
    }

    private static JsonObject Export() => JsonNode.Parse(File.ReadAllText(Path.Combine(_samples, "small.export.json")))!.AsObject();

    private static JsonObject Volume(JsonObject export, int index) => export["volumeentries"]!.AsObject().ElementAt(index).Value!.AsObject();

    private static JsonObject Cluster(JsonObject export) => export["clusterentries"]!.AsObject().Single().Value!["Info"]!.AsObject();

    private static JsonArray Owner(JsonObject export, string brick) =>
        export["deviceentries"]![(string)export["brickentries"]![brick]!["Info"]!["device"]!]!["Bricks"]!.AsArray();

    private static void Remove(JsonObject export, string kind, string id) => export[kind]!.AsObject().Remove(id);

    private static void Unlist(JsonArray list, string id) => list.RemoveAt(list.ToList().FindIndex(item => (string?)item == id));

    private static void Write(string folder, string name, Action<JsonObject> change)
    {
        var export = Export();
        change(export);
        File.WriteAllText(Path.Combine(folder, name), export.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static void Copy(string sample, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(_samples, sample), target);
    }
}
