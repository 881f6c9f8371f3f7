namespace Heketi.Conformance.Matching;

/// <summary>
/// Compares recorded JSON to actual JSON: strict in keys, their order and every scalar; lists that are
/// sorted by id are compared as sets (their order is checked by <see cref="IdOrder"/>), and what depends on
/// the random placement of bricks is left to <see cref="PlacementMatcher"/> and <see cref="ObservedTopology"/>.
/// </summary>
public static class JsonMatcher
{
    private const int SearchLimit = 20_000;

    public static MatchOutcome Match(JsonTree recorded, JsonTree actual, Bindings bindings, string where = "$") =>
        (recorded, actual) switch
        {
            (JsonScalarTree r, JsonScalarTree a) when r.IsString == a.IsString => TextTemplate.Match(r.Raw, a.Raw, bindings, where),
            (JsonArrayTree r, JsonArrayTree a) => MatchArray(r, a, bindings, where),
            (JsonObjectTree r, JsonObjectTree a) => MatchObject(r, a, bindings, where),
            _ => MatchOutcome.Differs(where, $"recorded {TextTemplate.Shorten(recorded.Render(0))}, actual {TextTemplate.Shorten(actual.Render(0))}"),
        };

    internal static MatchOutcome MatchObject(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where)
    {
        if (IsMap(recorded))
        {
            return MatchSet(Entries(recorded), Entries(actual), bindings, where);
        }

        if (!recorded.Members.Select(member => member.Name).SequenceEqual(actual.Members.Select(member => member.Name), StringComparer.Ordinal))
        {
            return MatchOutcome.Differs(where, $"keys: recorded {Keys(recorded)}, actual {Keys(actual)}");
        }

        return PlacementMatcher.TryMatch(recorded, actual, bindings, where) ?? MatchMembers(recorded, actual, bindings, where);
    }

    /// <summary>Compares the members one by one, but for those named.</summary>
    internal static MatchOutcome MatchMembers(JsonObjectTree recorded, JsonObjectTree actual, Bindings bindings, string where, params string[] but)
    {
        for (var index = 0; index < recorded.Members.Count; index++)
        {
            var (name, value) = recorded.Members[index];
            if (but.Contains(name))
            {
                continue;
            }

            var outcome = Match(value, actual.Members[index].Value, bindings, $"{where}.{name}");
            if (!outcome.IsMatch)
            {
                return outcome;
            }

            bindings = outcome.Bindings!;
        }

        return MatchOutcome.Matched(bindings);
    }

    private static MatchOutcome MatchArray(JsonArrayTree recorded, JsonArrayTree actual, Bindings bindings, string where)
    {
        if (recorded.Items.Count != actual.Items.Count)
        {
            return MatchOutcome.Differs(where, $"{recorded.Items.Count} items recorded, {actual.Items.Count} are there: {TextTemplate.Shorten(actual.Render(0))}");
        }

        if (recorded.Items.Count > 0 && recorded.Items.All(IsId))
        {
            return MatchIds(recorded, actual, bindings, where);
        }

        if (recorded.Items.Count > 0 && recorded.Items.All(PlacementMatcher.IsBrick))
        {
            return actual.Items.All(PlacementMatcher.IsBrick)
                ? PlacementMatcher.MatchBricks(recorded, actual, bindings, where)
                : MatchOutcome.Differs(where, "not all items are bricks");
        }

        if (recorded.Items.Count > 0 && recorded.Items.All(HasId) && actual.Items.All(item => item is JsonObjectTree))
        {
            return MatchSet([.. recorded.Items.Select(Entry)], [.. actual.Items.Select(Entry)], bindings, where);
        }

        if (where.EndsWith(".inconsistencies", StringComparison.Ordinal))
        {
            // The original walks over a map: its order is random
            return MatchTexts([.. recorded.Items], [.. actual.Items], bindings) is { } found
                ? MatchOutcome.Matched(found)
                : MatchOutcome.Differs(where, $"recorded {TextTemplate.Shorten(recorded.Render(0))}, actual {TextTemplate.Shorten(actual.Render(0))}");
        }

        for (var index = 0; index < recorded.Items.Count; index++)
        {
            var outcome = Match(recorded.Items[index], actual.Items[index], bindings, $"{where}[{index}]");
            if (!outcome.IsMatch)
            {
                return outcome;
            }

            bindings = outcome.Bindings!;
        }

        return MatchOutcome.Matched(bindings);
    }

    /// <summary>Finds a partner for each text, in any order; what one binds holds for all others.</summary>
    private static Bindings? MatchTexts(List<JsonTree> recorded, List<JsonTree> actual, Bindings bindings)
    {
        if (recorded.Count == 0)
        {
            return bindings;
        }

        foreach (var candidate in actual)
        {
            if (Match(recorded[0], candidate, bindings) is { IsMatch: true } outcome
                && MatchTexts(recorded[1..], [.. actual.Where(other => !ReferenceEquals(other, candidate))], outcome.Bindings!) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static MatchOutcome MatchIds(JsonArrayTree recorded, JsonArrayTree actual, Bindings bindings, string where)
    {
        var ids = actual.Items.Select(item => item is JsonScalarTree { IsString: true } scalar ? scalar.Raw : "").ToList();
        var names = recorded.Items.Select(item => ((JsonScalarTree)item).Raw).ToList();
        foreach (var literal in names.Where(name => !Placeholder.Whole().IsMatch(name)))
        {
            if (!ids.Remove(literal))
            {
                return MatchOutcome.Differs(where, $"{literal} is missing");
            }
        }

        var open = names.Where(name => Placeholder.Whole().IsMatch(name)).ToList();
        return ids.All(id => Placeholder.Id().IsMatch(id)) && ids.Distinct().Count() == ids.Count && bindings.BindSet(open, ids) is { } bound
            ? MatchOutcome.Matched(bound)
            : MatchOutcome.Differs(where, $"recorded [{string.Join(',', open.Select(name => $"{name}={bindings.Actual(name)}"))}], actual [{string.Join(',', ids)}]");
    }

    private static MatchOutcome MatchSet(List<(string Id, JsonTree Value)> recorded, List<(string Id, JsonTree Value)> actual, Bindings bindings, string where)
    {
        if (recorded.Count != actual.Count)
        {
            return MatchOutcome.Differs(where, $"{recorded.Count} entries recorded, {actual.Count} are there");
        }

        var ordered = recorded.OrderBy(entry => Placeholder.Whole().IsMatch(entry.Id) && bindings.Actual(entry.Id) is null).ToList();
        var search = new Search(ordered, actual, where);
        return search.Run(0, bindings) is { } found
            ? MatchOutcome.Matched(found)
            : MatchOutcome.Differs(where, search.Reason ?? "no way to pair the entries");
    }

    private static bool IsId(JsonTree item) =>
        item is JsonScalarTree { IsString: true } scalar && (Placeholder.Whole().IsMatch(scalar.Raw) || Placeholder.Id().IsMatch(scalar.Raw));

    private static bool HasId(JsonTree item) => item is JsonObjectTree tree && tree["id"] is { } id && IsId(id);

    internal static bool IsMap(JsonObjectTree tree) =>
        tree.Members.Count > 0 && tree.Members.All(member => Placeholder.Whole().IsMatch(member.Name) || Placeholder.Id().IsMatch(member.Name));

    private static (string, JsonTree) Entry(JsonTree item) => (((JsonObjectTree)item).Text("id") ?? "", item);

    private static List<(string, JsonTree)> Entries(JsonObjectTree map) => [.. map.Members];

    private static string Keys(JsonObjectTree tree) => $"[{string.Join(',', tree.Members.Select(member => member.Name))}]";

    /// <summary>Pairs entries by trying, bound ids first.</summary>
    private sealed class Search(List<(string Id, JsonTree Value)> recorded, List<(string Id, JsonTree Value)> actual, string where)
    {
        private readonly bool[] _used = new bool[actual.Count];
        private int _tries;
        private int _deepest = -1;

        public string? Reason { get; private set; }

        public Bindings? Run(int index, Bindings bindings)
        {
            if (index == recorded.Count)
            {
                return bindings;
            }

            var (name, want) = recorded[index];
            for (var at = 0; at < actual.Count && _tries < SearchLimit; at++)
            {
                if (_used[at])
                {
                    continue;
                }

                _tries++;
                var outcome = TextTemplate.Match(name, actual[at].Id, bindings, where);
                outcome = outcome.IsMatch ? Match(want, actual[at].Value, outcome.Bindings!, $"{where}[{name}]") : outcome;
                if (outcome.IsMatch)
                {
                    _used[at] = true;
                    if (Run(index + 1, outcome.Bindings!) is { } found)
                    {
                        return found;
                    }

                    _used[at] = false;
                }
                else if (index > _deepest || (index == _deepest && bindings.Actual(name) == actual[at].Id))
                {
                    (_deepest, Reason) = (index, outcome.Difference);
                }
            }

            return null;
        }
    }
}
