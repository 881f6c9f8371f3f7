using System.Collections.Immutable;

namespace Heketi.Core.Nodes.Inspection;

/// <summary>A row of a report of LVM.</summary>
/// <param name="Columns">The columns under LVM's names, in LVM's order.</param>
public sealed record LvmRow(ImmutableArray<KeyValuePair<string, string>> Columns)
{
    /// <summary>A column; empty when there is none of that name.</summary>
    public string this[string column] => Columns.FirstOrDefault(c => c.Key == column).Value ?? "";
}
