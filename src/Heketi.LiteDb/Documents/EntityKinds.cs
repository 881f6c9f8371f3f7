using System.Collections.Frozen;
using Heketi.Core.Topology;

namespace Heketi.LiteDb.Documents;

/// <summary>All kinds. A word that was once written stays what it is.</summary>
internal static class EntityKinds
{
    private static readonly FrozenDictionary<Type, EntityKind> ByType = new Dictionary<Type, EntityKind>
    {
        [typeof(Cluster)] = new("cluster", TopologyJson.Of<Cluster>()),
        [typeof(Node)] = new("node", TopologyJson.Of<Node>()),
        [typeof(Device)] = new("device", TopologyJson.Of<Device>()),
        [typeof(Brick)] = new("brick", TopologyJson.Of<Brick>()),
        [typeof(Volume)] = new("volume", TopologyJson.Of<Volume>()),
        [typeof(BlockVolume)] = new("blockvolume", TopologyJson.Of<BlockVolume>()),
        [typeof(PendingOperation)] = new("operation", TopologyJson.Of<PendingOperation>()),
        [typeof(DatabaseAttribute)] = new("attribute", TopologyJson.Of<DatabaseAttribute>()),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, EntityKind> ByWord =
        ByType.Values.ToFrozenDictionary(kind => kind.Word, StringComparer.Ordinal);

    public static EntityKind Of(Type type) => ByType.TryGetValue(type, out var kind)
        ? kind
        : throw new ArgumentException($"{type} is not kept in the database", nameof(type));

    public static EntityKind? Named(string word) => ByWord.GetValueOrDefault(word);

    public static string Key(Type type, string id) => Of(type).Word + "/" + id;
}
