using System.Collections.Immutable;
using System.Globalization;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Nodes;

/// <summary>A node in the details of a journal record, while it is not yet part of the topology.</summary>
internal static class NodeRecord
{
    private const string ClusterKey = "cluster";
    private const string ZoneKey = "zone";
    private const string ManageKey = "manage";
    private const string StorageKey = "storage";
    private const string TagPrefix = "tag:";

    /// <summary>The details that describe <paramref name="node"/>.</summary>
    public static ImmutableSortedDictionary<string, string> Write(Node node) => EntryTags.None
        .Add(ClusterKey, node.ClusterId)
        .Add(ZoneKey, node.Zone.ToString(CultureInfo.InvariantCulture))
        .Add(ManageKey, string.Join(',', node.ManageHostnames))
        .Add(StorageKey, string.Join(',', node.StorageHostnames))
        .AddRange(node.Tags.Select(t => KeyValuePair.Create(TagPrefix + t.Key, t.Value)));

    /// <summary>The node that the record describes. Host names hold no commas: they are validated.</summary>
    public static Node Read(PendingOperation operation) => new()
    {
        Id = operation.Actions[0].EntityId,
        ClusterId = operation.Details[ClusterKey],
        Zone = int.Parse(operation.Details[ZoneKey], CultureInfo.InvariantCulture),
        ManageHostnames = [.. operation.Details[ManageKey].Split(',')],
        StorageHostnames = [.. operation.Details[StorageKey].Split(',')],
        Tags = EntryTags.None.AddRange(operation.Details
            .Where(d => d.Key.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Select(d => KeyValuePair.Create(d.Key[TagPrefix.Length..], d.Value))),
    };
}
