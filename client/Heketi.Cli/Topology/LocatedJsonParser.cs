using System.Text;
using System.Text.Json;

namespace Heketi.Cli.Topology;

/// <summary>Parses JSON and keeps the lines.</summary>
internal ref struct LocatedJsonParser
{
    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private int _counted;
    private int _line;

    private LocatedJsonParser(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json);
        _line = 1;
    }

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static LocatedJson Parse(ReadOnlySpan<byte> json)
    {
        var parser = new LocatedJsonParser(json);
        parser._reader.Read();
        var value = parser.Value();
        parser._reader.Read();
        return value;
    }

    private LocatedJson Value()
    {
        var line = Line();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => new LocatedJson(JsonValueKind.Object, line, "", Members(), []),
            JsonTokenType.StartArray => new LocatedJson(JsonValueKind.Array, line, "", [], Items()),
            JsonTokenType.String => new LocatedJson(JsonValueKind.String, line, _reader.GetString()!, [], []),
            JsonTokenType.Number => new LocatedJson(JsonValueKind.Number, line, Encoding.UTF8.GetString(_reader.ValueSpan), [], []),
            JsonTokenType.True => new LocatedJson(JsonValueKind.True, line, "true", [], []),
            JsonTokenType.False => new LocatedJson(JsonValueKind.False, line, "false", [], []),
            _ => new LocatedJson(JsonValueKind.Null, line, "null", [], []),
        };
    }

    private List<LocatedMember> Members()
    {
        var members = new List<LocatedMember>();
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndObject)
        {
            var (name, line) = (_reader.GetString()!, Line());
            _reader.Read();
            members.Add(new LocatedMember(name, line, Value()));
        }

        return members;
    }

    private List<LocatedJson> Items()
    {
        var items = new List<LocatedJson>();
        while (_reader.Read() && _reader.TokenType is not JsonTokenType.EndArray)
        {
            items.Add(Value());
        }

        return items;
    }

    private int Line()
    {
        var start = (int)_reader.TokenStartIndex;
        _line += _json[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}
