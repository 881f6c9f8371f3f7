using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Heketi.Core.Topology;

namespace Heketi.LiteDb.Documents;

/// <summary>Tags are in ordinal order; the serializer's own dictionary would come back with the order of a culture.</summary>
internal sealed class OrdinalTagsConverter : JsonConverter<ImmutableSortedDictionary<string, string>>
{
    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options)
    {
        var tags = EntryTags.None.ToBuilder();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var key = reader.GetString() ?? "";
            reader.Read();
            tags[key] = reader.GetString() ?? "";
        }

        return tags.ToImmutable();
    }

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer,
        ImmutableSortedDictionary<string, string> value,
        JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, text) in value)
        {
            writer.WriteString(key, text);
        }

        writer.WriteEndObject();
    }
}
