using System.Collections.Immutable;
using Heketi.Core.Topology;

namespace Heketi.Core.Operations.Devices;

/// <summary>A disk in the details of a journal record, while it is not yet part of the topology.</summary>
internal sealed record DeviceRecord(string DeviceId, string NodeId, string Name, bool DestroyData, ImmutableSortedDictionary<string, string> Tags)
{
    private const string NodeKey = "node";
    private const string NameKey = "name";
    private const string DestroyKey = "destroydata";
    private const string TagPrefix = "tag:";

    /// <summary>The details that describe it.</summary>
    public ImmutableSortedDictionary<string, string> Details => EntryTags.None
        .Add(NodeKey, NodeId)
        .Add(NameKey, Name)
        .Add(DestroyKey, DestroyData ? "true" : "false")
        .AddRange(Tags.Select(t => KeyValuePair.Create(TagPrefix + t.Key, t.Value)));

    /// <summary>Reads it from the journal.</summary>
    public static DeviceRecord Read(PendingOperation operation) => new(
        operation.Actions[0].EntityId,
        operation.Details[NodeKey],
        operation.Details[NameKey],
        operation.Details[DestroyKey] == "true",
        EntryTags.None.AddRange(operation.Details
            .Where(d => d.Key.StartsWith(TagPrefix, StringComparison.Ordinal))
            .Select(d => KeyValuePair.Create(d.Key[TagPrefix.Length..], d.Value))));
}
