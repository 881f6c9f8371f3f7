namespace Heketi.Conformance.Matching;

/// <summary>
/// The devices of a database's dump. Which bricks they hold is random, and so is their usage; but a dump tells all of it,
/// so that a device must hold exactly the bricks that say so, and its usage must be what their thin pools take.
/// </summary>
public static class DumpMatcher
{
    public static bool IsDevice(JsonObjectTree entry) => entry.Has("Info", "Bricks", "NodeId", "ExtentSize");

    public static bool IsDump(JsonTree tree) => tree is JsonObjectTree dump && dump.Has("brickentries", "deviceentries", "nodeentries");

    /// <summary>A device: all but bricks and usage is strict.</summary>
    public static MatchOutcome MatchDevice(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where)
    {
        if (JsonMatcher.MatchMembers(recorded, actual, bindings, where) is { IsMatch: true } exact)
        {
            return exact;
        }

        var outcome = JsonMatcher.MatchMembers(recorded, actual, bindings, where, "Info", "Bricks");
        if (!outcome.IsMatch || actual["Bricks"] is not JsonArrayTree)
        {
            return outcome.IsMatch ? MatchOutcome.Differs($"{where}.Bricks", "no list") : outcome;
        }

        if (recorded["Info"] is not JsonObjectTree want || actual["Info"] is not JsonObjectTree have || Names(want) != Names(have)
            || want["storage"] is not JsonObjectTree space || have["storage"] is not JsonObjectTree left || Names(space) != Names(left))
        {
            return MatchOutcome.Differs($"{where}.Info", $"keys: {actual["Info"]?.Render(0)}");
        }

        var info = JsonMatcher.MatchMembers(want, have, outcome.Bindings!, $"{where}.Info", "storage");
        return info.IsMatch ? JsonMatcher.MatchMembers(space, left, info.Bindings!, $"{where}.Info.storage", "free", "used") : info;
    }

    /// <summary>What contradicts itself in a dump; null if nothing.</summary>
    public static string? Fault(JsonTree tree)
    {
        var dump = (JsonObjectTree)tree;
        var bricks = Entries(dump["brickentries"]).ToLookup(brick => Info(brick.Entry).Text("device") ?? "");
        return Entries(dump["deviceentries"]).Select(device => Fault(device.Id, device.Entry, [.. bricks[device.Id]])).FirstOrDefault(fault => fault is not null)
            ?? (bricks.FirstOrDefault(group => (dump["deviceentries"] as JsonObjectTree)?[group.Key] is null) is { } lost ? $"bricks on device {lost.Key}, which is not there" : null);
    }

    private static string? Fault(string id, JsonObjectTree device, List<(string Id, JsonObjectTree Entry)> bricks)
    {
        var listed = (device["Bricks"] as JsonArrayTree)?.Items.Select(item => (item as JsonScalarTree)?.Raw ?? "") ?? [];
        if (!listed.Order(StringComparer.Ordinal).SequenceEqual(bricks.Select(brick => brick.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return $"device {id} lists [{string.Join(',', listed)}], on it are [{string.Join(',', bricks.Select(brick => brick.Id))}]";
        }

        if (bricks.Find(brick => Info(brick.Entry).Text("node") != device.Text("NodeId")) is { Id: not null } elsewhere)
        {
            return $"brick {elsewhere.Id} is on device {id}, but not on its node";
        }

        // Bricks of one thin pool, a brick and its clones, take its space once; old databases do not name the pools
        var taken = bricks.DistinctBy(brick => brick.Entry.Text("LvmThinPool") is { Length: > 0 } pool ? pool : brick.Id).Sum(brick => Number(brick.Entry, "TpSize") + Number(brick.Entry, "PoolMetadataSize"));
        var space = Info(device)["storage"] as JsonObjectTree ?? new JsonObjectTree([]);
        return Number(space, "used") == taken && Number(space, "free") + taken == Number(space, "total")
            ? null
            : $"device {id}: bricks take {taken} KiB, its books say {space.Render(0)}";
    }

    private static IEnumerable<(string Id, JsonObjectTree Entry)> Entries(JsonTree? map) =>
        map is JsonObjectTree entries ? entries.Members.Select(member => (member.Name, member.Value as JsonObjectTree ?? new JsonObjectTree([]))) : [];

    private static JsonObjectTree Info(JsonObjectTree entry) => entry["Info"] as JsonObjectTree ?? new JsonObjectTree([]);

    private static string Names(JsonObjectTree tree) => string.Join(',', tree.Members.Select(member => member.Name));

    private static long Number(JsonObjectTree tree, string name) =>
        long.TryParse(tree.Text(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : -1;
}
