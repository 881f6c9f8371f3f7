namespace Heketi.Conformance.Matching;

/// <summary>Checks that every list and map of ids is sorted by them, as the original's are.</summary>
public static class IdOrder
{
    /// <summary>The first list that is out of order, or null. Lists of changes of an operation keep the order of planning.</summary>
    public static string? FirstFault(JsonTree tree, string where = "$")
    {
        switch (tree)
        {
            case JsonArrayTree array:
                var ids = array.Items.Select(Id).ToList();
                if (!where.EndsWith(".changes", StringComparison.Ordinal) && !IsSorted(ids))
                {
                    return $"{where}: not sorted by id: {TextTemplate.Shorten(string.Join(',', ids))}";
                }

                return array.Items.Select((item, index) => FirstFault(item, $"{where}[{index}]")).FirstOrDefault(fault => fault is not null);
            case JsonObjectTree map:
                if (JsonMatcher.IsMap(map) && !IsSorted([.. map.Members.Select(member => member.Name)]))
                {
                    return $"{where}: keys are not sorted by id";
                }

                return map.Members.Select(member => FirstFault(member.Value, $"{where}.{member.Name}")).FirstOrDefault(fault => fault is not null);
            default:
                return null;
        }
    }

    private static string Id(JsonTree item) => item switch
    {
        JsonScalarTree { IsString: true } scalar => scalar.Raw,
        JsonObjectTree tree => tree.Text("id") ?? "",
        _ => "",
    };

    private static bool IsSorted(List<string> ids) =>
        ids.Count < 2 || !ids.TrueForAll(id => Placeholder.Id().IsMatch(id)) || ids.Zip(ids.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);
}
