using System.Globalization;
using System.Text.RegularExpressions;

namespace Heketi.Conformance.Matching;

/// <summary>
/// The parts of answers that depend on which devices got the bricks, on the order of node ids and on which
/// hosts serve a block volume: compared as strictly as the randomness leaves room for.
/// </summary>
public static partial class PlacementMatcher
{
    public static MatchOutcome? TryMatch(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where) =>
        recorded.Has("name", "storage", "bricks") && recorded["bricks"] is JsonArrayTree ? MatchDevice(recorded, actual, bindings, where)
        : recorded.Has("hosts", "device", "options") ? MatchMount(recorded, actual, bindings, where)
        : recorded.Has("hosts", "iqn") ? MatchTargets(recorded, actual, bindings, where)
        : IsBrick(recorded) && IsBrick(actual) ? MatchSingle(recorded, actual, bindings, where)
        : DumpMatcher.IsDevice(recorded) ? DumpMatcher.MatchDevice(recorded, actual, bindings, where)
        : null;

    public static bool IsBrick(JsonTree item) => item is JsonObjectTree tree && tree.Has("id", "path", "device", "node", "volume", "size");

    /// <summary>
    /// Bricks without their places: the same volumes, sizes and other fields. Bricks alike but for their ids
    /// cannot be told apart, so their ids are bound as a set.
    /// </summary>
    public static MatchOutcome MatchBricks(JsonArrayTree recorded, JsonArrayTree actual, Bindings bindings, string where)
    {
        var want = recorded.Items.Cast<JsonObjectTree>().ToList();
        var have = actual.Items.Cast<JsonObjectTree>().ToList();
        if (want.Select(brick => brick.Text("volume")).Distinct().ToList() is [{ } only] && have.Select(brick => brick.Text("volume")).Distinct().ToList() is [{ } same])
        {
            var volume = TextTemplate.Match(only, same, bindings, $"{where}.volume");
            if (!volume.IsMatch)
            {
                return volume;
            }

            bindings = volume.Bindings!;
        }

        var actualGroups = have.ToLookup(brick => Kind(brick, null));
        foreach (var group in want.GroupBy(brick => Kind(brick, bindings)))
        {
            var outcome = MatchAlike([.. group], [.. actualGroups[group.Key]], bindings, $"{where}[{group.Key}]");
            if (!outcome.IsMatch)
            {
                return outcome;
            }

            bindings = outcome.Bindings!;
        }

        return MatchOutcome.Matched(bindings);
    }

    private static MatchOutcome MatchAlike(List<JsonObjectTree> want, List<JsonObjectTree> have, Bindings bindings, string where)
    {
        if (want.Count != have.Count)
        {
            return MatchOutcome.Differs(where, $"{want.Count} bricks of this kind recorded, {have.Count} are there");
        }

        if (bindings.BindSet(want.Select(brick => brick.Text("id")!).Where(id => Placeholder.Whole().IsMatch(id)),
                have.Select(brick => brick.Text("id")!).Where(id => want.TrueForAll(brick => brick.Text("id") != id))) is not { } bound)
        {
            return MatchOutcome.Differs(where, "the ids of the bricks differ from those seen before");
        }

        var rest = have.ToList();
        foreach (var brick in want.OrderBy(brick => bound.Actual(brick.Text("id")!) is null))
        {
            var id = bound.Actual(brick.Text("id")!) ?? brick.Text("id");
            var node = bound.Actual(brick.Text("node")!);
            var partner = rest.Find(candidate => candidate.Text("id") == id) ?? rest.Find(candidate => candidate.Text("node") == node) ?? rest[0];
            rest.Remove(partner);
            var outcome = MatchBrick(brick, partner, bound, where);
            if (!outcome.IsMatch)
            {
                return outcome;
            }

            bound = outcome.Bindings!;
        }

        return MatchOutcome.Matched(bound);
    }

    private static MatchOutcome MatchSingle(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where)
    {
        var rest = JsonMatcher.MatchMembers(recorded, actual, bindings, where, "path", "device", "node");
        return rest.IsMatch ? MatchBrick(recorded, actual, rest.Bindings!, where) : rest;
    }

    private static MatchOutcome MatchBrick(JsonObjectTree want, JsonObjectTree have, Bindings bindings, string where)
    {
        if (!want.Members.Select(member => member.Name).SequenceEqual(have.Members.Select(member => member.Name), StringComparer.Ordinal))
        {
            return MatchOutcome.Differs(where, $"keys of a brick: {have.Render(0)}");
        }

        var (device, id) = (have.Text("device")!, have.Text("id")!);
        var path = want.Text("path")!
            .Replace(want.Text("device")!, device, StringComparison.Ordinal)
            .Replace(want.Text("id")!, id, StringComparison.Ordinal);
        if (!Placeholder.Id().IsMatch(device) || !Placeholder.Id().IsMatch(have.Text("node")!))
        {
            return MatchOutcome.Differs(where, $"a brick without a place: {have.Render(0)}");
        }

        var outcome = TextTemplate.Match(WithoutNumber(path), WithoutNumber(have.Text("path")!), bindings, $"{where}.path");
        return outcome.IsMatch
            ? MatchOutcome.Matched(outcome.Bindings!.WithPlace(want.Text("device")!, device).WithPlace(want.Text("node")!, have.Text("node")!))
            : outcome;
    }

    /// <summary>
    /// A device: all but bricks and usage is strict. Where it holds the same bricks as recorded, usage is
    /// strict too; where placement went another way, usage must add up and be enough for the bricks.
    /// </summary>
    private static MatchOutcome MatchDevice(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where)
    {
        var exact = JsonMatcher.MatchMembers(recorded, actual, bindings, where);
        var rest = exact.IsMatch ? exact : JsonMatcher.MatchMembers(recorded, actual, bindings, where, "bricks", "storage");
        if (exact.IsMatch || !rest.IsMatch)
        {
            return rest;
        }

        var (want, have) = ((JsonArrayTree)recorded["bricks"]!, actual["bricks"] as JsonArrayTree);
        if (have is null || !have.Items.All(IsBrick) || want.Items.Count + have.Items.Count == 0
            || (want.Items.Count == have.Items.Count && JsonMatcher.Match(want, have, bindings).IsMatch))
        {
            return exact;
        }

        return Books(recorded, actual, have, where) is { } wrong ? MatchOutcome.Differs(where, wrong) : rest;
    }

    private static string? Books(JsonObjectTree recorded, JsonObjectTree actual, JsonArrayTree bricks, string where)
    {
        var storage = actual["storage"] as JsonObjectTree;
        if (storage is null || storage.Render(0).Length == 0 || !storage.Members.Select(member => member.Name).SequenceEqual(["total", "free", "used"], StringComparer.Ordinal))
        {
            return $"storage is {storage?.Render(0)}";
        }

        var (total, free, used) = (Number(storage, "total"), Number(storage, "free"), Number(storage, "used"));
        var held = bricks.Items.Cast<JsonObjectTree>().Sum(brick => Number(brick, "size"));
        var same = storage.Text("total") == ((JsonObjectTree)recorded["storage"]!).Text("total");
        return !same || free + used != total || used < held || (bricks.Items.Count == 0 && used != 0)
            ? $"{where}: the books do not add up: {storage.Render(0)} with bricks of {held} KiB"
            : null;
    }

    /// <summary>mount.glusterfs: the nodes' storage names, in an order that follows the node ids; the first is the device.</summary>
    private static MatchOutcome MatchMount(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where)
    {
        var (want, have) = (Strings(recorded["hosts"]), Strings(actual["hosts"]));
        if (!want.Order(StringComparer.Ordinal).SequenceEqual(have.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            return MatchOutcome.Differs($"{where}.hosts", $"recorded [{string.Join(',', want)}], actual [{string.Join(',', have)}]");
        }

        if (want.Count == 0)
        {
            return JsonMatcher.MatchMembers(recorded, actual, bindings, where);
        }

        var device = recorded.Text("device")!;
        var outcome = TextTemplate.Match(have[0] + device[device.IndexOf(':', StringComparison.Ordinal)..], actual.Text("device") ?? "", bindings, $"{where}.device");
        var options = recorded["options"]!.Render(0).Replace(
            $"\"{string.Join(',', want.Skip(1))}\"", $"\"{string.Join(',', have.Skip(1))}\"", StringComparison.Ordinal);
        return options == actual["options"]!.Render(0)
            ? outcome
            : MatchOutcome.Differs($"{where}.options", $"expected {options}, actual {actual["options"]!.Render(0)}");
    }

    /// <summary>The hosts of a block volume: any of the cluster's, as many as recorded.</summary>
    private static MatchOutcome MatchTargets(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where)
    {
        var (want, have) = (Strings(recorded["hosts"]), Strings(actual["hosts"]));
        return want.Count == have.Count && have.Distinct().Count() == have.Count
            ? JsonMatcher.MatchMembers(recorded, actual, bindings, where, "hosts")
            : MatchOutcome.Differs($"{where}.hosts", $"recorded {want.Count}, actual [{string.Join(',', have)}]");
    }

    /// <summary>Gluster numbers the bricks of a clone in the order of its origin's sets, which is random.</summary>
    private static string WithoutNumber(string path) => CloneNumber().Replace(path, "N");

    [GeneratedRegex("(?<=^/run/gluster/snaps/[^/]+/brick)[0-9]+(?=/brick$)")]
    private static partial Regex CloneNumber();

    private static string Kind(JsonObjectTree brick, Bindings? bindings)
    {
        var volume = brick.Text("volume")!;
        return $"volume {bindings?.Actual(volume) ?? volume} size {brick.Text("size")}";
    }

    private static List<string> Strings(JsonTree? list) =>
        list is JsonArrayTree array ? [.. array.Items.Select(item => item is JsonScalarTree { IsString: true } text ? text.Raw : "?")] : [];

    private static long Number(JsonObjectTree tree, string name) =>
        long.TryParse(tree.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
