using System.Text;

namespace Heketi.Contracts.Json;

/// <summary>
/// Reads JSON as Go's decoder does: strict grammar, invalid UTF-8 and lone surrogates become U+FFFD, repeated keys are kept,
/// and errors have Go's words. System.Text.Json has no way to reach either.
/// </summary>
public ref struct GoJsonParser
{
    /// <summary>Objects and arrays within each other; more is refused, so that no body can exhaust the stack (Go allows 10,000).</summary>
    public const int MaxDepth = 500;

    private const string UnexpectedEnd = "unexpected end of JSON input";
    private readonly ReadOnlySpan<byte> json;
    private int position;
    private int depth;

    private GoJsonParser(ReadOnlySpan<byte> json) => this.json = json;

    /// <summary>Parses exactly one value.</summary>
    /// <exception cref="GoJsonException">It is not JSON, or something follows the value.</exception>
    public static GoJsonValue Parse(ReadOnlySpan<byte> json)
    {
        var parser = new GoJsonParser(json);
        var value = parser.Value();
        parser.SkipBlanks();
        return parser.position == json.Length ? value : throw parser.Invalid("after top-level value");
    }

    /// <summary>Parses the first value and does not look at what follows it.</summary>
    /// <exception cref="GoJsonException">It is not JSON.</exception>
    public static GoJsonValue ParseFirst(ReadOnlySpan<byte> json)
    {
        var parser = new GoJsonParser(json);
        parser.SkipBlanks();
        if (parser.position == json.Length)
        {
            throw new GoJsonException("EOF");
        }

        try
        {
            return parser.Value();
        }
        catch (GoJsonException e) when (e.Message == UnexpectedEnd)
        {
            throw new GoJsonException("unexpected EOF");
        }
    }

    private GoJsonValue Value()
    {
        SkipBlanks();
        var start = position;
        switch (Peek())
        {
            case (byte)'{':
                return Nested(start, isObject: true);
            case (byte)'[':
                return Nested(start, isObject: false);
            case (byte)'"':
                return new(GoJsonKind.Text, start, String());
            case (byte)'t':
                return Literal("true", GoJsonKind.Bool);
            case (byte)'f':
                return Literal("false", GoJsonKind.Bool);
            case (byte)'n':
                return Literal("null", GoJsonKind.Null);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Number();
                return new(GoJsonKind.Number, start, Encoding.ASCII.GetString(json[start..position]));
            default:
                throw Invalid("looking for beginning of value");
        }
    }

    private GoJsonValue Nested(int start, bool isObject)
    {
        if (++depth > MaxDepth)
        {
            throw new GoJsonException("exceeded max depth");
        }

        position++;
        var result = isObject
            ? new GoJsonValue(GoJsonKind.Structure, start) { Fields = Fields() }
            : new GoJsonValue(GoJsonKind.Array, start) { Items = Items() };
        depth--;
        return result;
    }

    private List<KeyValuePair<string, GoJsonValue>> Fields()
    {
        var fields = new List<KeyValuePair<string, GoJsonValue>>();
        SkipBlanks();
        if (Peek() is (byte)'}')
        {
            position++;
            return fields;
        }

        while (true)
        {
            SkipBlanks();
            if (Peek() is not (byte)'"')
            {
                throw Invalid("looking for beginning of object key string");
            }

            var key = String();
            SkipBlanks();
            Expect((byte)':', "after object key");
            fields.Add(new(key, Value()));
            SkipBlanks();
            if (Peek() is (byte)'}')
            {
                position++;
                return fields;
            }

            Expect((byte)',', "after object key:value pair");
        }
    }

    private List<GoJsonValue> Items()
    {
        var items = new List<GoJsonValue>();
        SkipBlanks();
        if (Peek() is (byte)']')
        {
            position++;
            return items;
        }

        while (true)
        {
            items.Add(Value());
            SkipBlanks();
            if (Peek() is (byte)']')
            {
                position++;
                return items;
            }

            Expect((byte)',', "after array element");
        }
    }

    private GoJsonValue Literal(string word, GoJsonKind kind)
    {
        var start = position;
        foreach (var letter in word)
        {
            if (Peek() != letter)
            {
                throw Invalid($"in literal {word} (expecting {GoJsonText.Quote((byte)letter)})");
            }

            position++;
        }

        return new(kind, start, word);
    }

    private void Number()
    {
        if (json[position] is (byte)'-')
        {
            position++;
        }

        if (Peek() is (byte)'0')
        {
            position++;
        }
        else
        {
            Digits("in numeric literal");
        }

        if (position < json.Length && json[position] is (byte)'.')
        {
            position++;
            Digits("after decimal point in numeric literal");
        }

        if (position < json.Length && json[position] is (byte)'e' or (byte)'E')
        {
            position++;
            if (Peek() is (byte)'+' or (byte)'-')
            {
                position++;
            }

            Digits("in exponent of numeric literal");
        }
    }

    private void Digits(string context)
    {
        if (!char.IsAsciiDigit((char)Peek()))
        {
            throw Invalid(context);
        }

        while (position < json.Length && char.IsAsciiDigit((char)json[position]))
        {
            position++;
        }
    }

    private string String()
    {
        position++;
        var start = position;
        var escaped = false;
        while (true)
        {
            switch (Peek())
            {
                case (byte)'"':
                    var raw = json[start..position];
                    position++;
                    return escaped ? GoJsonText.Unescape(raw) : Encoding.UTF8.GetString(raw);
                case (byte)'\\':
                    escaped = true;
                    Escape();
                    break;
                case < 0x20:
                    throw Invalid("in string literal");
                default:
                    position++;
                    break;
            }
        }
    }

    private void Escape()
    {
        position++;
        if (Peek() is (byte)'u')
        {
            position++;
            for (var i = 0; i < 4; i++, position++)
            {
                if (!char.IsAsciiHexDigit((char)Peek()))
                {
                    throw Invalid("in \\u hexadecimal character escape");
                }
            }
        }
        else if ("\"\\/bfnrt".Contains((char)Peek(), StringComparison.Ordinal))
        {
            position++;
        }
        else
        {
            throw Invalid("in string escape code");
        }
    }

    private void Expect(byte wanted, string context)
    {
        if (Peek() != wanted)
        {
            throw Invalid(context);
        }

        position++;
    }

    private readonly byte Peek() => position < json.Length ? json[position] : throw new GoJsonException(UnexpectedEnd);

    private void SkipBlanks()
    {
        var rest = json[position..].IndexOfAnyExcept(" \t\r\n"u8);
        position = rest < 0 ? json.Length : position + rest;
    }

    private readonly GoJsonException Invalid(string context) => new($"invalid character {GoJsonText.Quote(Peek())} {context}");
}
