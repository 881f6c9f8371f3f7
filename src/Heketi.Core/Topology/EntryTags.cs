using System.Collections.Immutable;

namespace Heketi.Core.Topology;

/// <summary>Tags of nodes and devices.</summary>
public static class EntryTags
{
    /// <summary>No tags; ordinal order, as the Heketi API lists them.</summary>
    public static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>A device's tag, or else its node's, or else null: devices inherit the tags of their node.</summary>
    public static string? Find(Node node, Device device, string key)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(device);
        return device.Tags.GetValueOrDefault(key) ?? node.Tags.GetValueOrDefault(key);
    }
}
