using System.Collections.Immutable;
using System.Text.Json;

namespace Heketi.Server.Examination;

/// <summary>Lists as Go writes them.</summary>
internal static class GoList
{
    /// <summary>Writes a list; an empty one is null.</summary>
    public static void Write<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsEmpty)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}
