using System.Text.Json.Serialization;
using Heketi.Core.Topology;

namespace Heketi.LiteDb.Documents;

/// <summary>The records as they lie in the database: names of today's properties, enums as words.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(OrdinalTagsConverter)])]
[JsonSerializable(typeof(Cluster))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(Device))]
[JsonSerializable(typeof(Brick))]
[JsonSerializable(typeof(Volume))]
[JsonSerializable(typeof(BlockVolume))]
[JsonSerializable(typeof(PendingOperation))]
[JsonSerializable(typeof(DatabaseAttribute))]
internal sealed partial class TopologyJson : JsonSerializerContext;
