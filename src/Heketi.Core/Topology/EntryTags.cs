using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>Tags of nodes and devices.</summary>
public static class EntryTags
{
    /// <summary>No tags; ordinal order, as the Heketi API lists them.</summary>
    public static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
