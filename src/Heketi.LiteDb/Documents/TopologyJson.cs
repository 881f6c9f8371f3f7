using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Heketi.LiteDb.Documents;

/// <summary>The records as they lie in the database: names of today's properties, enums as words.</summary>
/// <remarks>
/// By reflection, not source generated: generated code sets init-only properties that a document lacks to null or zero, so a
/// property added later would lose its default in documents written before.
/// </remarks>
internal static class TopologyJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new OrdinalTagsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static JsonTypeInfo Of<T>() => Options.GetTypeInfo(typeof(T));
}
