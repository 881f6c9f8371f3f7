using System.Text;
using System.Text.Json;

namespace Heketi.Conformance.Matching;

/// <summary>
/// JSON that keeps what an ordinary parser throws away: the order of keys, repeated keys, and every
/// scalar as it was written. So two bodies can be compared to the byte.
/// </summary>
public abstract record JsonTree
{
    public static JsonTree? TryParse(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 256 });
            reader.Read();
            var tree = Read(ref reader);
            return reader.Read() ? null : tree;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the tree as the original server does: without blanks, or indented.</summary>
    public string Render(int indent)
    {
        var text = new StringBuilder();
        Write(text, indent, 0);
        return text.ToString();
    }

    internal abstract void Write(StringBuilder text, int indent, int depth);

    private static JsonTree Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, JsonTree)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = Encoding.UTF8.GetString(reader.ValueSpan);
                    reader.Read();
                    members.Add((name, Read(ref reader)));
                }

                return new JsonObjectTree(members);
            case JsonTokenType.StartArray:
                var items = new List<JsonTree>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }

                return new JsonArrayTree(items);
            default:
                return new JsonScalarTree(Encoding.UTF8.GetString(reader.ValueSpan), reader.TokenType == JsonTokenType.String);
        }
    }

    protected static void Break(StringBuilder text, int indent, int depth)
    {
        if (indent > 0)
        {
            text.Append('\n').Append(' ', indent * depth);
        }
    }
}
